import { describe, expect, it } from 'vitest'
import { chooseModelFiles, WeightsNotFound } from './choose-model-files.ts'

const choose = (...names: string[]) => chooseModelFiles('owner/name', names)

describe('chooseModelFiles', () => {
  it('prefers safetensors, and takes configuration, tokenizer, label maps, pooling and the card with it', () => {
    expect(
      choose(
        'README.md',
        'config.json',
        'label_to_class.json',
        'model.onnx',
        'model.safetensors',
        'pytorch_model.bin',
        'tf_model.h5',
        'tokenizer.json',
        'vocab.txt',
        '1_Pooling/config.json',
        'openvino/openvino_model.json',
      ),
    ).toEqual([
      'model.safetensors',
      'README.md',
      'config.json',
      'label_to_class.json',
      'tokenizer.json',
      'vocab.txt',
      '1_Pooling/config.json',
    ])
  })

  it('takes all parts of split weights with their index, and no other index', () => {
    expect(
      choose(
        'model-00001-of-00002.safetensors',
        'model-00002-of-00002.safetensors',
        'model-extra.safetensors',
        'model.safetensors.index.json',
        'pytorch_model.bin.index.json',
      ),
    ).toEqual([
      'model.safetensors.index.json',
      'model-00001-of-00002.safetensors',
      'model-00002-of-00002.safetensors',
    ])
  })

  it('takes the data of an ONNX graph with the graph', () => {
    expect(choose('onnx/model.onnx', 'onnx/model.onnx_data', 'onnx/model_quantized.onnx')).toEqual([
      'onnx/model.onnx',
      'onnx/model.onnx_data',
    ])
  })

  it('takes the only checkpoint, whatever its name, and leaves training state out', () => {
    expect(
      choose('model_checkpoint.pth', 'optimizer.pt', 'training_args.bin', 'label_to_class.json'),
    ).toEqual(['model_checkpoint.pth', 'label_to_class.json'])
  })

  it('asks rather than guesses between several, and says so when there is none', () => {
    expect(() => choose('epoch1.pth', 'epoch2.pth')).toThrow(/several files .*epoch1.pth, epoch2.pth/)
    expect(chooseModelFiles('owner/name', ['epoch1.pth', 'epoch2.pth'], 'epoch2.pth')).toEqual(['epoch2.pth'])
    expect(() => chooseModelFiles('owner/name', ['epoch1.pth'], 'epoch2.pth')).toThrow(/epoch1.pth/)
    expect(() => choose('config.json', 'model.gguf')).toThrow(WeightsNotFound)
  })
})
