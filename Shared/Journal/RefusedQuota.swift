/// How much of what was refused is kept for each key; beyond it refused lines are only counted.
public struct RefusedQuota: Sendable {
  /// Lines a key.
  public let lines: Int
  /// Bytes of lines a key.
  public let bytes: Int

  /// A quota of so many lines and so many bytes a key; 10,000 lines and 64 MiB where nothing is said.
  public init(lines: Int = 10_000, bytes: Int = 64 << 20) {
    self.lines = lines
    self.bytes = bytes
  }
}
