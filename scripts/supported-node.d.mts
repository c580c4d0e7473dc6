export function unsupportedNodeMessage(version: string): string | null
