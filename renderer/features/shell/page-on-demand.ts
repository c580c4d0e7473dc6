import { defineAsyncComponent, h, type AsyncComponentLoader, type Component } from 'vue'
import LoadingState from '../../components/LoadingState.vue'
import { t } from '../../words/words.ts'
import PageNotLoaded from './PageNotLoaded.vue'

/** A page whose code is fetched when it is first gone to. Where that fails the page says so, and can be tried again. */
export function pageOnDemand(loader: AsyncComponentLoader): Component {
  return onDemand(loader, true)
}

/** As {@link pageOnDemand}, of a part under the heading of a page that is there. */
export function partOnDemand(loader: AsyncComponentLoader): Component {
  return onDemand(loader, false)
}

function onDemand(loader: AsyncComponentLoader, isWhole: boolean): Component {
  return defineAsyncComponent({
    loader,
    loadingComponent: () => h(LoadingState, { label: t('shell.loadingPage') }),
    errorComponent: () => h(PageNotLoaded, { isWhole }),
  })
}
