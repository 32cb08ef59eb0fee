/** Runs `once` again and again, `atOnce` side by side, for some milliseconds, and prints what came of it as JSON. */
export async function loop(once, atOnce, milliseconds) {
  // Compiled and warm before the clock starts.
  for (let i = 0; i < 20; i++) await once();
  const cpu = process.cpuUsage();
  const begun = performance.now();
  let done = 0;
  let failed = 0;
  const lane = async () => {
    while (performance.now() - begun < milliseconds) {
      if (await once()) done += 1;
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  const { maxRSS } = process.resourceUsage();
  process.stdout.write(`${JSON.stringify({ done, failed, ms, cpuMs: (user + system) / 1000, maxRss: maxRSS })}\n`);
}
