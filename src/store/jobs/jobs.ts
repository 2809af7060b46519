// SPDX-License-Identifier: Apache-2.0
/** Work on a clock, by pg-boss: its queue lies in PostgreSQL, so of several processes one runs each job, and none is lost. */
import { PgBoss } from 'pg-boss';
import { driverOptions } from '../pool.ts';
import type { Connection, StoreLog } from '../store.ts';

export type Job = {
  /** Stable: a queue in the database has this name. */
  readonly name: string;
  /** Five fields of cron(5), UTC. */
  readonly cron: string;
  /** Must bear being run twice. A throw is logged and tried again. */
  readonly run: () => Promise<void>;
};

export type Jobs = {
  /** Call before `start`. The job runs then, too. */
  readonly every: (job: Job) => void;
  /** Makes the queues and begins to work; waits for a database that is away. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const RETRIES = 5;
const DEADLINE_SECONDS = 900;

export function createJobs(connection: Connection, log: StoreLog): Jobs {
  const jobs: Job[] = [];
  let boss: PgBoss | undefined;
  return {
    every(job) {
      jobs.push(job);
    },
    async start() {
      boss = new PgBoss({ ...driverOptions(connection), schema: 'pgboss', max: 3 });
      boss.on('error', (error) => log.warn({ err: error }, 'Jobs wait for PostgreSQL.'));
      await boss.start();
      for (const job of jobs) await begin(boss, job, log);
    },
    async stop() {
      await boss?.stop({ graceful: true, timeout: 5000 });
      boss = undefined;
    },
  };
}

async function begin(boss: PgBoss, { name, cron, run }: Job, log: StoreLog): Promise<void> {
  await boss.createQueue(name, { retryLimit: RETRIES, retryBackoff: true, expireInSeconds: DEADLINE_SECONDS });
  await boss.schedule(name, cron, null, { tz: 'UTC' });
  // Whoever is started once a week must do once a week what others do every hour.
  await boss.send(name, null, { singletonKey: 'at-start', singletonSeconds: 60 });
  await boss.work(name, { pollingIntervalSeconds: 5 }, async () => {
    try {
      await run();
    } catch (error) {
      log.error({ err: error, job: name }, 'A job failed. It is tried again.');
      throw error;
    }
  });
}
