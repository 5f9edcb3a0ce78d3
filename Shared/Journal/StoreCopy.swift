import Foundation
import GRDB

/// Copies the store of a service that may be running: one consistent view, as of one commit.
public enum StoreCopy {
  /// Copies the store in `folder` into the new folder `copy`, for its owner alone. The service goes on meanwhile.
  ///
  /// - Throws: `unusable` where there is no store, or `copy` is there; `full` and `disk` as they come.
  public static func make(of folder: String, in copy: String) throws(StoreError) {
    let source = folder + "/journal.sqlite"
    guard FileManager.default.fileExists(atPath: source) else { throw .unusable("there is no store in \(folder)") }
    guard !FileManager.default.fileExists(atPath: copy) else { throw .unusable("\(copy) is there already") }
    do {
      try FileManager.default.createDirectory(
        atPath: copy, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .unusable("the folder \(copy) cannot be made: \(error.localizedDescription)")
    }
    let path = try FolderLock.file("journal.sqlite", in: copy)
    try DiskFault().guarding {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      let store = try DatabaseQueue(path: source, configuration: configuration)
      try store.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
      try store.close()
    }
    try FolderLock.sync(copy)
  }
}
