import { useNavigation } from '../../../navigation/navigation-store.ts'
import { placeOf } from '../case/case-name.ts'
import { useFrozenCases } from './frozen-cases-store.ts'

/** Opens a case by its members: as it was shown once, or two listings that were never in one group. */
export function useOpenCase() {
  const navigation = useNavigation()
  const frozen = useFrozenCases()

  /**
   * @param members representative first
   * @param isAnswered false after an undo: what was asked blind is asked blind again
   */
  return (groupId: number, members: readonly number[], isAnswered = true): void =>
    navigation.goTo(placeOf(frozen.reopen(groupId, members, isAnswered)))
}
