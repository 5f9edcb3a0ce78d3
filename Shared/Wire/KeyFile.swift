import Glibc

/// A secret key in a file: one line of 40 characters of Z85, readable by its owner only.
extension KeyPair {
  /// Reads the pair whose secret stands in a file.
  ///
  /// - Throws: `.missing`; `.permission` where its mode is wider than 0600 or we may not read it; `.badKey` where it
  ///   holds anything but a key.
  public static func read(from path: String) throws(WireError) -> KeyPair {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw WireError(.init(errno: errno), "read key", path) }
    defer { _ = Glibc.close(descriptor) }
    // Asked of the open file, so that it is the one we read.
    var facts = stat()
    guard unsafe fstat(descriptor, &facts) == 0 else { throw WireError(.init(errno: errno), "read key", path) }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw WireError(.badKey, "read key", path) }
    guard facts.st_mode & 0o7777 & ~0o600 == 0 else { throw WireError(.permission, "read key", path) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = unsafe Glibc.read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { throw WireError(.init(errno: errno), "read key", path) }
    var text = String(decoding: bytes.prefix(count), as: UTF8.self)
    if text.hasSuffix("\n") { text.removeLast() }
    do throws(WireError) {
      return try KeyPair(secret: text)
    } catch {
      throw WireError(error.code, "read key", path)
    }
  }

  /// Writes the secret to a new file of mode 0600, and waits until it is on disk.
  ///
  /// - Throws: `.alreadyExists`, and what is there stays; `.missing` where there is no such folder; `.permission`.
  public func write(to path: String) throws(WireError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw WireError(.init(errno: errno), "write key", path) }
    let line = Array((secretText + "\n").utf8)
    let written = unsafe Glibc.write(descriptor, line, line.count)
    let isStored = written == line.count && fsync(descriptor) == 0
    // A short write without an error is a full disk.
    let number = written >= 0 && written < line.count ? ENOSPC : errno
    _ = Glibc.close(descriptor)
    guard isStored else {
      _ = unsafe unlink(path)
      throw WireError(.init(errno: number), "write key", path)
    }
  }
}
