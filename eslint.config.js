import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import typescript from 'typescript-eslint'

/** Only what oxlint cannot read: the templates of the window. Everything else is oxlint's. */
export default [
  { ignores: ['**/*', '!renderer/', '!renderer/**'] },
  ...[...vue.configs['flat/recommended'], ...accessibility.configs['flat/recommended']].map((config) => ({
    ...config,
    files: ['renderer/**/*.vue'],
  })),
  {
    files: ['renderer/**/*.vue'],
    languageOptions: { parserOptions: { parser: typescript.parser, sourceType: 'module' } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // oxfmt writes the templates.
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      // TypeScript says which props may be left out, and what they are then.
      'vue/require-default-prop': 'off',
      // Props are taken apart in one line, with their defaults, as Vue 3.5 has it.
      'vue/define-macros-order': [
        'error',
        { order: ['defineOptions', 'defineProps', 'defineModel', 'defineEmits'] },
      ],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      // Texts come from renderer/words; signs that mean the same everywhere may stand in a template.
      'vue/no-bare-strings-in-template': [
        'error',
        {
          allowlist: [
            '·',
            '→',
            '×',
            '(',
            ')',
            ',',
            '.',
            ':',
            '/',
            '-',
            '–',
            '—',
            '+',
            '−',
            '=',
            '%',
            '…',
            '“',
            '”',
            'Doublet',
          ],
        },
      ],
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    files: ['renderer/**/*.test-data.vue'],
    rules: { 'vue/no-bare-strings-in-template': 'off' },
  },
]
