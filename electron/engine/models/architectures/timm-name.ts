/**
 * The bare name of a timm model: 'timm/convnext_base.fb_in22k_ft_in1k' is a convnext_base trained in one of several
 * ways, and so are the names before timm 0.9: convnext_base_384_in22ft1k, tf_efficientnet_b3_ns.
 */
export function timmName(name: string): string {
  return name
    .replace(/^(hf[-_]hub:)?timm\//, '')
    .replace(/\..*$/, '')
    .replace(/(_384)?_(in22ft1k|in22k)$/, '')
    .replace(/^(tf_efficientnet_b\d)_(ns|ap)$/, '$1')
}

/** Whether a config.json is timm's, or that of transformers' wrapper around timm: it names one architecture. */
export function namesTimmModel(config: unknown): boolean {
  return typeof config === 'object' && config !== null && 'architecture' in config
}
