import Foundation
import Glibc

/// Keeps a second process from writing the same journal; the system lets go of it when the process ends, however it
/// ends.
struct FolderLock {
  private let handle: FileHandle

  /// Makes the folder where it is not there, and locks it.
  init(folder: String) throws(StoreError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .unusable("the folder \(folder) cannot be made: \(error.localizedDescription)")
    }
    let path = try Self.file("journal.lock", in: folder)
    guard let handle = FileHandle(forUpdatingAtPath: path) else { throw .unusable("\(path) cannot be opened") }
    guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw .unusable("another process has the journal in \(folder) open")
    }
    self.handle = handle
  }

  /// The path of a file in the folder, made for its owner alone where it is not there.
  static func file(_ name: String, in folder: String) throws(StoreError) -> String {
    let path = folder + "/" + name
    guard !FileManager.default.fileExists(atPath: path) else { return path }
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
      throw .unusable("\(path) cannot be made")
    }
    return path
  }

  /// Makes sure that the names of the files are on disk too: SQLite goes on where this fails.
  static func sync(_ folder: String) throws(StoreError) {
    do {
      guard let handle = FileHandle(forReadingAtPath: folder) else { throw StoreError.unusable(folder) }
      try handle.synchronize()
      try handle.close()
    } catch {
      throw .disk("the folder \(folder) cannot be synced: \(error)")
    }
  }

  /// Lets go of the folder, also where a process just forked still shares the open file.
  func release() {
    _ = flock(handle.fileDescriptor, LOCK_UN)
    try? handle.close()
  }
}
