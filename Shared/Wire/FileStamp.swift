import Glibc

/// What tells whether a file was changed or replaced since it was read: one system call, no reading.
public struct FileStamp: Equatable, Sendable {
  private let device: UInt
  private let number: UInt
  private let size: Int
  private let changed: [Int]

  /// The stamp of the file at `path`; nil where there is none.
  public init?(of path: String) {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0 else { return nil }
    device = UInt(facts.st_dev)
    number = UInt(facts.st_ino)
    size = Int(facts.st_size)
    changed = [facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec, facts.st_ctim.tv_sec, facts.st_ctim.tv_nsec]
  }
}
