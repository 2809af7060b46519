// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LineBlock, LineSplitter } from './split.ts';

const utf8 = new TextEncoder();
const limits = { lineBytes: 8, blockBytes: 20 };

function split(chunks: readonly Uint8Array[], given = limits): LineBlock[] {
  const splitter = new LineSplitter(given);
  return [...chunks.flatMap((chunk) => [...splitter.push(chunk)]), ...splitter.end()];
}

/** One entry a line: its number with its bytes as latin-1, or `too-long`. */
function linesOf(blocks: readonly LineBlock[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'too-long') return [`${block.firstLine} too-long`];
    const text = Buffer.from(block.bytes).toString('latin1');
    const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
    expect(lines.length).toBe(block.count);
    return lines.map((line, index) => `${block.firstLine + index} ${line}`);
  });
}

/** The same, from the whole input at once and in the plainest way. */
function expectedLines(input: Buffer): string[] {
  const lines = input.toString('latin1').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => {
    const length = line.length - (line.endsWith('\r') ? 1 : 0);
    return `${index + 1} ${length > limits.lineBytes ? 'too-long' : line}`;
  });
}

function chunked(input: Buffer, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (input.length + 1)).toSorted((a, b) => a - b), input.length];
  return places.slice(1).map((end, index) => input.subarray(places[index], end));
}

test('any chunking of any bytes gives the same numbered lines', () => {
  // Mostly line ends and letters, so that lines hover around the limit.
  const byte = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(0x0a, 0x0d) }, { weight: 9, arbitrary: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 200 }), fc.array(fc.nat(200), { maxLength: 20 }), (bytes, cuts) => {
      const input = Buffer.from(bytes);
      expect(linesOf(split(chunked(input, cuts)))).toEqual(expectedLines(input));
    }),
    { numRuns: 1000 },
  );
});

test('a line of exactly the limit passes, with and without CR, and one byte more does not', () => {
  const input = '12345678\n12345678\r\n123456789\n12345678\r\r\n12345678\r';
  expect(linesOf(split([utf8.encode(input)]))).toEqual([
    '1 12345678',
    '2 12345678\r',
    '3 too-long',
    '4 too-long',
    '5 12345678\r',
  ]);
});

test('a block ends with the line that takes it to its size', () => {
  const blocks = split([utf8.encode('aaaa\n'.repeat(10))]);
  expect(blocks.map((block) => block.count)).toEqual([4, 4, 2]);
});

test('a line that never ends is passed over without being kept', () => {
  const splitter = new LineSplitter(limits);
  const chunk = new Uint8Array(65_536).fill(0x61);
  for (let index = 0; index < 1000; index += 1) expect([...splitter.push(chunk)]).toEqual([]);
  const after = [...splitter.push(utf8.encode('\nnext\n')), ...splitter.end()];
  expect(linesOf(after)).toEqual(['1 too-long', '2 next']);
});

test('a reader that reuses its buffer cannot change an unfinished line', () => {
  const splitter = new LineSplitter(limits);
  const buffer = Buffer.from('abc');
  const first = [...splitter.push(buffer)];
  buffer.fill(0x78);
  expect(linesOf([...first, ...splitter.push(utf8.encode('d\n'))])).toEqual(['1 abcd']);
});
