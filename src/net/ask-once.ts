import type { Ports, Programs } from './ports.ts';

/**
 * The same machine, whose programs are asked each question once: whoever asks again gets the answer that came, or the one that is
 * still awaited. For one report, in which nothing on the machine is taken to change.
 */
export function askOnce(ports: Ports): Ports {
  const answers = new Map<string, ReturnType<Programs['run']>>();
  return {
    ...ports,
    programs: async () => {
      const programs = await ports.programs();
      return {
        run: (file, args, options) => {
          const question = JSON.stringify([file, args, options.env]);
          const known = answers.get(question);
          if (known !== undefined) return known;
          const asked = programs.run(file, args, options);
          answers.set(question, asked);
          return asked;
        },
      };
    },
  };
}
