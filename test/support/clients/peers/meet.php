<?php
// Meets each server of standard input (JSON lines, see meeting.ts) with PHP's streams and, where it is installed, MongoDB's extension;
// JSON lines of client, id, text. Arguments: which client.
$client = $argv[1];
$say = fn(array $line) => print(json_encode($line, JSON_INVALID_UTF8_SUBSTITUTE) . "\n");
$version = PHP_VERSION . ' ' . OPENSSL_VERSION_TEXT;
$say(['client' => $client, 'version' => $client === 'php-mongodb' ? phpversion('mongodb') . ", PHP $version" : $version]);
ini_set('display_errors', 'stderr');

function overStream(array $m): string {
  $said = '';
  set_error_handler(function (int $level, string $message) use (&$said): bool {
    $said .= "PHP Warning:  $message in fetch.php on line 3\n";
    return true;
  });
  $ssl = ['verify_peer' => true, 'verify_peer_name' => true, 'peer_name' => $m['host'], 'SNI_enabled' => true];
  if ($m['ca'] !== null) $ssl['cafile'] = $m['ca'];
  if ($m['trust'] === 'none') $ssl['capath'] = '/nonexistent';
  $context = stream_context_create(['ssl' => $ssl, 'http' => ['timeout' => 2, 'ignore_errors' => true, 'header' => "Host: {$m['host']}"]]);
  ini_set('default_socket_timeout', '2');
  @file_get_contents('https://' . ($m['ip'] ?? $m['host']) . ":{$m['port']}/", false, $context);
  restore_error_handler();
  return $said;
}

function overMongodb(array $m): ?string {
  if ($m['ip'] !== null || $m['trust'] === 'none') return null;
  try {
    $options = ['serverSelectionTimeoutMS' => 800, 'connectTimeoutMS' => 800, 'serverSelectionTryOnce' => true];
    $manager = new MongoDB\Driver\Manager($m['uri'], $options);
    $manager->executeCommand('admin', new MongoDB\Driver\Command(['hello' => 1]));
    return '';
  } catch (Throwable $e) {
    return 'PHP Fatal error:  Uncaught ' . get_class($e) . ': ' . $e->getMessage() . "\n";
  }
}

while (($line = fgets(STDIN)) !== false) {
  $m = json_decode($line, true);
  $text = $client === 'php-mongodb' ? overMongodb($m) : overStream($m);
  $say(['client' => $client, 'id' => $m['id'], 'text' => $text]);
}
