import { Refusal, say } from '../../../contract/saying.ts'

/** What was staged is not what its manifest says. Nothing was installed. */
export class InstallRefused extends Refusal {
  constructor(id: string, reason: string, options?: ErrorOptions) {
    super(say('notInstalled', { id, text: reason }), options)
  }
}

/** Another program holds the model's files open, as Windows does not let go of what is in use. */
export class ModelInUse extends Refusal {
  constructor(id: string, options?: ErrorOptions) {
    super(say('modelHeldOpen', { id }), options)
  }
}
