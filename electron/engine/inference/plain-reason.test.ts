import { expect, it } from 'vitest'
import { plainReason } from './plain-reason.ts'

// The messages are those that onnxruntime 1.30 gave on a computer without graphics card.
it('says in plain words why a provider cannot be had', () => {
  expect(
    plainReason('cuda', 'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library').words,
  ).toMatch(/^its libraries are not installed/)
  expect(plainReason('dml', 'no available backend found. ERR: [dml] backend not found.').words).toBe(
    'this build of onnxruntime does not have it',
  )
  expect(
    plainReason(
      'webgpu',
      '/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 onnxruntime::webgpu::WebGpuContext::Initialize(const onnxruntime::webgpu::WebGpuContextConfig&)::<lambda()> adapter_result.status == wgpu::RequestAdapterStatus::Success was false. Failed to get a WebGPU adapter: No supported adapters\n',
    ).words,
  ).toBe('no graphics card with a driver that it can use was found (on Linux: Vulkan)')
})

it('leaves out where in its source code a provider failed', () => {
  expect(
    plainReason(
      'webgpu',
      "Non-zero status code returned while running Expand node. Name:'Expand_1' Status Message: narrowing_error",
    ).words,
  ).toBe('narrowing_error')
  expect(plainReason('webgpu', '').words).toBe('it gave no reason')
})
