import { benchRecord } from './record-try.ts';
for (const f of await benchRecord()) console.log(f.what.padEnd(60), f.value.toFixed(3), f.unit);
