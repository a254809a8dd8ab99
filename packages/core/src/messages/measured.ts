/** A list or an object inside a JSON text that is told by what it measures, and not read. */
export class Measured {
  readonly isList: boolean;
  /** Items, or keys. */
  readonly count: number;
  /** Characters of the strings in it, keys not counted. */
  readonly length: number;

  constructor(isList: boolean, count: number, length: number) {
    this.isList = isList;
    this.count = count;
    this.length = length;
  }
}
