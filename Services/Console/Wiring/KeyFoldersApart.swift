import Contracts
import Foundation
import Wire

extension KeyFolder {
  /// Makes a folder for each process, with no more than it needs: who reads one of them has one process's secret, and
  /// can change one service's list. What is there is not changed; the lists are written last.
  ///
  /// - Returns: what was done, a sentence each.
  /// - Throws: what cannot be made or does not fit.
  func completeApart() throws(Trouble) -> [String] {
    try make()
    var done: [String] = []
    var keys: [String: PublicKey] = [:]
    for name in KeyFolder.names {
      let folder = KeyFolder("\(path)/\(name)")
      try folder.make()
      let (key, isNew) = try folder.pair(of: name)
      keys[name] = key
      done.append("\(name): \(isNew ? "a new key pair" : "its key pair was there")")
    }
    let console = KeyFolder("\(path)/console")
    for service in ServiceName.allCases {
      let folder = KeyFolder("\(path)/\(service.rawValue)")
      for followed in service.follows { try folder.show(keys[followed.rawValue], of: followed.rawValue) }
      try console.show(keys[service.rawValue], of: service.rawValue)
      // The console in the service's own container: it sees how that one is, and nothing else.
      let (probe, _) = try folder.pair(of: "console")
      try folder.list(of: service, keys, probe: probe)
    }
    return done
  }

  /// Writes a public key where it is not there.
  private func show(_ key: PublicKey?, of name: String) throws(Trouble) {
    let file = "\(path)/\(name).public"
    guard let key else { preconditionFailure("every process has a pair") }
    if let text = try? String(contentsOfFile: file, encoding: .utf8) {
      guard text.trimmingCharacters(in: .whitespacesAndNewlines) == key.text else {
        throw .wrong("\(file) is not the public key of \(name); take it away")
      }
    } else {
      try write(key.text + "\n", to: file)
    }
  }

  /// Writes the allow list of a service where there is none: its followers, its probe and the console.
  private func list(of service: ServiceName, _ keys: [String: PublicKey], probe: PublicKey) throws(Trouble) {
    guard !FileManager.default.fileExists(atPath: "\(path)/allow") else { return }
    var text = "# name public-key permissions authorities [officer=ID] [role=ROLE] [from..to]\n"
    for follower in ServiceName.allCases where follower.follows.contains(service) {
      if let key = keys[follower.rawValue] { text += "\(follower.rawValue) \(key) follow *\n" }
    }
    text += "probe-\(service.rawValue) \(probe) ask:figures *\n"
    if let key = keys["console"], let permissions = KeyFolder.permissions(of: "console") {
      text += "console \(key) \(permissions) *\n"
    }
    try write(text, to: "\(path)/allow")
  }
}
