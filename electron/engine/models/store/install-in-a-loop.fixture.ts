import { ModelStore } from './model-store.ts'
import { installTiny } from './tiny-model.fixture.ts'

/** A process that installs versions of one model, one after another, and prints each: DATA-FOLDER ID FIRST LAST */
const [dataFolder = '', id = '', first = '1', last = '1'] = process.argv.slice(2)
const store = new ModelStore(dataFolder)
for (let version = Number(first); version <= Number(last); version++) {
  await installTiny(store, id, version)
  process.stdout.write(`${version}\n`)
}
