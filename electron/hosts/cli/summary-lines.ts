/** What a job counted, a line each: "new files: 12". */
export function summaryLines(summary: Readonly<Record<string, number>>): string {
  return Object.entries(summary)
    .map(([words, count]) => `${words}: ${count}`)
    .join('\n')
}
