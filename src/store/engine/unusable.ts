/** The store cannot be opened as it is. The message is for the operator: it names the file or server, and the remedy. */
export class Unusable extends Error {
  override readonly name = "Unusable";
}
