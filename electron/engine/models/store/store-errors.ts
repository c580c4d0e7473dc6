/** What was staged is not what its manifest says. Nothing was installed. */
export class InstallRefused extends Error {
  constructor(id: string, reason: string, options?: ErrorOptions) {
    super(`The model ${id} was not installed: ${reason}`, options)
    this.name = 'InstallRefused'
  }
}

/** Another program holds the model's files open, as Windows does not let go of what is in use. */
export class ModelInUse extends Error {
  constructor(id: string, options?: ErrorOptions) {
    super(
      `The model ${id} is in use. Wait until no job uses it, close other windows of Doublet, and try again.`,
      options,
    )
    this.name = 'ModelInUse'
  }
}
