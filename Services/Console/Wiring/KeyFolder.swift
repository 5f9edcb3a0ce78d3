import Contracts
import Foundation
import Wire

/// A folder with the keys of the four services and of the console, and the list of who may do what (`protocol.md` §7).
struct KeyFolder {
  let path: String

  /// The folder at `path`, there or not.
  init(_ path: String) { self.path = path }

  /// Whose keys it holds.
  static let names = ServiceName.allCases.map(\.rawValue) + ["console"]

  /// What each key may do: no more than it needs. Scheduling asks nobody.
  static func permissions(of name: String) -> String? {
    switch name {
    case ServiceName.participation.rawValue, ServiceName.disputes.rawValue, ServiceName.reporting.rawValue: "follow"
    case "console": "publish,command,ask,ask:figures,follow,import,admin"
    case _: nil
    }
  }

  /// Makes what is missing and changes nothing that is there.
  ///
  /// - Returns: what was done, a sentence each.
  /// - Throws: what cannot be made or does not fit.
  func complete() throws(Trouble) -> [String] {
    var done: [String] = []
    try make()
    var keys: [String: PublicKey] = [:]
    for name in KeyFolder.names {
      let (key, isNew) = try pair(of: name)
      keys[name] = key
      done.append("\(name): \(isNew ? "a new key pair" : "its key pair was there")")
    }
    done.append(try list(keys) ? "allow: written" : "allow: was there and was not changed")
    return done
  }

  /// Makes the folder, for its owner alone, where it is not there.
  func make() throws(Trouble) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .wrong("the folder \(path) cannot be made")
    }
  }

  /// The public key of the pair called `name`, and whether it had to be made.
  func pair(of name: String) throws(Trouble) -> (PublicKey, isNew: Bool) {
    let secret = "\(path)/\(name).secret"
    var isNew = false
    let pair: KeyPair
    do {
      if FileManager.default.fileExists(atPath: secret) {
        pair = try KeyPair.read(from: secret)
      } else {
        pair = try KeyPair.generate()
        try pair.write(to: secret)
        isNew = true
      }
    } catch {
      throw .wrong("\(error)")
    }
    let shown = "\(path)/\(name).public"
    if let text = try? String(contentsOfFile: shown, encoding: .utf8) {
      guard text.trimmingCharacters(in: .whitespacesAndNewlines) == pair.publicKey.text else {
        throw .wrong("\(shown) is not the public key of \(secret); take one of them away")
      }
    } else {
      try write(pair.publicKey.text + "\n", to: shown)
    }
    return (pair.publicKey, isNew)
  }

  /// Writes the allow list where there is none; true where it was written.
  private func list(_ keys: [String: PublicKey]) throws(Trouble) -> Bool {
    let file = "\(path)/allow"
    guard !FileManager.default.fileExists(atPath: file) else { return false }
    var text = "# name public-key permissions authorities\n"
    for name in KeyFolder.names {
      guard let permissions = KeyFolder.permissions(of: name), let key = keys[name] else { continue }
      text += "\(name) \(key) \(permissions) *\n"
    }
    try write(text, to: file)
    return true
  }

  func write(_ text: String, to file: String) throws(Trouble) {
    do {
      // Whole or not at all: a service may be waiting for the file.
      let whole = URL(fileURLWithPath: file + ".new")
      try Data(text.utf8).write(to: whole)
      try FileManager.default.moveItem(at: whole, to: URL(fileURLWithPath: file))
    } catch {
      throw .wrong("\(file) cannot be written")
    }
  }
}
