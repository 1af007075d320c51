import { closeSync, openSync, readSync } from "node:fs";

/** Bytes at the beginning of a log, and of each of its frames; sqlite.org/fileformat2.html, section 4, has the format. */
const headerSize = 32;
const frameHeaderSize = 24;

/** The two numbers that every frame carries on from the one before it. */
type Sum = readonly [number, number];

/** What the header of a log says. `read` takes a number of the log's content, in the order of bytes that its sums have. */
type Log = {
  readonly pageSize: number;
  readonly salts: Buffer;
  readonly sum: Sum;
  readonly read: (bytes: Buffer, at: number) => number;
};

/** Bytes from a place on; fewer at the end of the file, and none behind it. */
type Read = (at: number, size: number) => Buffer;

/**
 * The byte from which on a write-ahead log is not what was written to it; undefined when it is whole, when it is gone, and
 * when no more than its end is torn, as a power loss leaves it.
 *
 * SQLite plays a log up to the first frame whose sum is wrong, and throws away what follows. That is right for a torn end:
 * nothing of it was confirmed. Further up it would throw away confirmed answers, so it must be known before SQLite opens
 * the file.
 */
export function findDamage(path: string): number | undefined {
  const first = look(path);
  if (!first) return undefined;
  // Another program may be writing: what it had not finished at the first look is whole at the second one.
  const second = look(path);
  return second?.at === first.at && second.header.equals(first.header) ? first.at : undefined;
}

type Damage = { readonly at: number; readonly header: Buffer };

function look(path: string): Damage | undefined {
  const file = openIfThere(path);
  if (file === undefined) return undefined;
  const read: Read = (at, size) => {
    const bytes = Buffer.alloc(size);
    return bytes.subarray(0, readSync(file, bytes, 0, size, at));
  };
  try {
    const header = read(0, headerSize);
    const at = damageUnder(header, read);
    // A header that has changed meanwhile is the work of another program, which has begun the log anew.
    return at !== undefined && read(0, headerSize).equals(header) ? { at, header } : undefined;
  } finally {
    closeSync(file);
  }
}

/** Another program that ends may remove its log at any moment. */
function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function damageUnder(header: Buffer, read: Read): number | undefined {
  const log = logFrom(header);
  // SQLite syncs the header before it writes the first frame: no power loss leaves frames without one.
  if (!log) return isBlank(read, headerSize) ? undefined : 0;
  const size = frameHeaderSize + log.pageSize;
  const place = (index: number) => headerSize + index * size;
  const frameAt = (index: number): Buffer | undefined => {
    const bytes = read(place(index), size);
    return bytes.length === size ? bytes : undefined;
  };
  const bad = firstBad(log, frameAt);
  return bad !== undefined && wasConfirmed(log, frameAt, bad) ? place(bad) : undefined;
}

/** Undefined when the header is short or its sum is wrong. */
function logFrom(header: Buffer): Log | undefined {
  if (header.length < headerSize) return undefined;
  const isBigEndian = (header.readUInt32BE(0) & 1) === 1;
  const read = (bytes: Buffer, at: number) => (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  const sum = sumOver(header.subarray(0, 24), [0, 0], read);
  if (!isSame(sum, sumIn(header, 24))) return undefined;
  return { pageSize: header.readUInt32BE(8), salts: header.subarray(16, 24), sum, read };
}

type Frames = (index: number) => Buffer | undefined;

/** The first frame at which SQLite stops; undefined when it plays the log to its end. */
function firstBad(log: Log, frameAt: Frames): number | undefined {
  let sum = log.sum;
  for (let index = 0; ; index += 1) {
    const frame = frameAt(index);
    if (!frame) return undefined;
    if (!follows(log, frame, sum)) return index;
    sum = sumIn(frame, 16);
  }
}

/**
 * Whether a bad frame belongs to what was confirmed: frames of this log follow it up to the end of a commit. They do so in
 * one other case: a power loss came before the newest commit was synced, and the disk had taken its blocks in another
 * order. Then the frame or the next one has the header that was there before, and no later commit was begun.
 */
function wasConfirmed(log: Log, frameAt: Frames, bad: number): boolean {
  const mayBeUnsynced = [bad, bad + 1].some((index) => wasThereBefore(log, frameAt(index)));
  let before = frameAt(bad);
  let hasCommit = false;
  for (let index = bad + 1; ; index += 1) {
    const frame = frameAt(index);
    if (!before || !frame) return hasCommit && !mayBeUnsynced;
    if (endsCommit(log, before) && follows(log, frame, sumIn(before, 16))) return true;
    hasCommit ||= endsCommit(log, frame);
    before = frame;
  }
}

/** Whether a frame is of this log and carries on the sum of the one before it. */
function follows(log: Log, frame: Buffer, before: Sum): boolean {
  if (!isOf(log, frame)) return false;
  const sum = sumOver(frame.subarray(frameHeaderSize), sumOver(frame.subarray(0, 8), before, log.read), log.read);
  return isSame(sum, sumIn(frame, 16));
}

/** A log that is begun anew has new salts; the frames of the older one stay behind those that are written over them. */
const isOf = (log: Log, frame: Buffer): boolean => frame.subarray(8, 16).equals(log.salts);

/** The last frame of a commit holds the size of the database. */
const endsCommit = (log: Log, frame: Buffer): boolean => isOf(log, frame) && frame.readUInt32BE(4) !== 0;

/** How many times a log is begun anew, at most, until the whole of an older one is written over. */
const generations = 0xffff;

/** Whether nothing of this log was ever written here: there are zeroes, or a frame of an older log (its first salt counts). */
function wasThereBefore(log: Log, frame: Buffer | undefined): boolean {
  if (!frame) return false;
  const header = frame.subarray(0, frameHeaderSize);
  if (header.every((byte) => byte === 0)) return true;
  const age = (log.salts.readUInt32BE(0) - header.readUInt32BE(8)) >>> 0;
  return age > 0 && age <= generations && log.salts.readUInt32BE(4) !== header.readUInt32BE(12);
}

function isBlank(read: Read, from: number): boolean {
  for (let at = from; ; at += 65_536) {
    const bytes = read(at, 65_536);
    if (bytes.length === 0) return true;
    if (bytes.some((byte) => byte !== 0)) return false;
  }
}

function sumOver(bytes: Buffer, [first, second]: Sum, read: Log["read"]): Sum {
  let [one, other] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    one = (one + read(bytes, at) + other) >>> 0;
    other = (other + read(bytes, at + 4) + one) >>> 0;
  }
  return [one, other];
}

const sumIn = (bytes: Buffer, at: number): Sum => [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];

const isSame = (one: Sum, other: Sum): boolean => one[0] === other[0] && one[1] === other[1];
