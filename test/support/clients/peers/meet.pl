# Meets each server of standard input (JSON lines, see meeting.ts) with Perl's LWP; JSON lines of client, id, text.
use strict;
use warnings;
use IO::Socket::SSL;
use JSON::PP;
use LWP::UserAgent;

$| = 1;
my $json = JSON::PP->new->canonical;
my $library = Net::SSLeay::SSLeay_version(0);
print $json->encode({ client => 'perl-lwp', version => "$LWP::VERSION, IO::Socket::SSL $IO::Socket::SSL::VERSION, $library" }), "\n";
while (my $line = <STDIN>) {
  my $m = $json->decode($line);
  my %tls = (verify_hostname => 1, SSL_verifycn_name => $m->{host}, SSL_hostname => $m->{host} =~ /^[\d.]+$/ ? '' : $m->{host});
  $tls{SSL_ca_file} = $m->{ca} if defined $m->{ca};
  $tls{SSL_crl_file} = $m->{crl} if defined $m->{crl};
  ($tls{SSL_ca_file}, $tls{SSL_ca_path}) = ('', '') if $m->{trust} eq 'none';
  my $agent = LWP::UserAgent->new(timeout => 2, ssl_opts => \%tls);
  my $response = eval { $agent->get('https://' . ($m->{ip} // $m->{host}) . ":$m->{port}/") };
  my $text = !defined $response ? $@ : ($response->header('Client-Warning') // '') ne '' ? $response->status_line . "\n\n" . $response->decoded_content : '';
  print $json->encode({ client => 'perl-lwp', id => $m->{id}, text => $text }), "\n";
}
