import ArgumentParser
import Contracts
import Foundation
import Wire

extension KeysCommand {
  /// Where the keys are.
  struct Place: ParsableArguments {
    @Option(help: "The folder of the keys (default HOLDFAST_KEYS).")
    var folder: String?

    func keyFolder() throws(Trouble) -> KeyFolder {
      let set = ProcessInfo.processInfo.environment["HOLDFAST_KEYS"].flatMap { $0.isEmpty ? nil : $0 }
      guard let path = folder ?? set else { throw .wrong("HOLDFAST_KEYS: no folder of keys is named; or use --folder") }
      return KeyFolder(path)
    }
  }

  /// Today in London.
  static func today() -> CivilDate {
    Timestamp(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000)).londonDate
  }

  /// `holdfast keys new`.
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new", abstract: "Make a key pair: NAME.secret (for its owner only) and NAME.public.",
      discussion: "It may do nothing before 'holdfast keys allow' lists it at a service.")
    @Argument(help: "The key's name: letters, digits, '.', '_' and '-'.")
    var name: String
    @OptionGroup var place: Place

    func run() throws {
      let folder = try place.keyFolder()
      guard AllowedKey.isName(name) else { throw Trouble.wrong("'\(name)' is no name of a key") }
      guard !FileManager.default.fileExists(atPath: "\(folder.path)/\(name).secret") else {
        throw Trouble.wrong("\(folder.path)/\(name).secret is there: 'holdfast keys rotate' makes another")
      }
      try folder.make()
      let (key, _) = try folder.pair(of: name)
      Output.line("\(name) \(key)")
    }
  }

  /// `holdfast keys allow`.
  struct Allow: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "allow", abstract: "List a key in the allow list, or change what it may do.",
      discussion: "A running service reads the list again at once.")
    @Argument(help: "The key's name.")
    var name: String
    @Option(help: "What it may do, comma separated: publish, command, ask, ask:figures, follow, import, admin.")
    var may: String
    @Option(name: .customLong("for"), help: "For which authorities, comma separated; '*' for all.")
    var authorities: String
    @Option(help: "The public key (default that of NAME.public).")
    var key: String?
    @Option(help: "The officer whose key it is.")
    var officer: String?
    @Option(help: "The role in which its holder acts.")
    var role: String?
    @Option(help: "The first day on which it holds.")
    var from: String?
    @Option(help: "The last day on which it holds.")
    var to: String?
    @OptionGroup var place: Place

    func run() throws {
      let folder = try place.keyFolder()
      let text: String
      if let key {
        text = key
      } else if let written = try? String(contentsOfFile: "\(folder.path)/\(name).public", encoding: .utf8) {
        text = written.trimmingCharacters(in: .whitespacesAndNewlines)
      } else {
        throw Trouble.wrong("there is no \(folder.path)/\(name).public; make it with 'keys new', or give --key")
      }
      guard (try? PublicKey(text)) != nil else { throw Trouble.wrong("'\(text)' is not a public key") }
      var line = "\(name) \(text) \(may) \(authorities)"
      if let officer { line += " officer=\(officer)" }
      if let role { line += " role=\(role)" }
      if from != nil || to != nil { line += " \(from ?? "")..\(to ?? "")" }
      let allowed: AllowedKey
      do {
        allowed = try AllowedKey(line: line)
      } catch {
        throw Trouble.wrong("\(error)")
      }
      var list = try KeyList(folder)
      list.allow(allowed)
      try list.save()
      Output.line(allowed.line)
    }
  }

  /// `holdfast keys revoke`.
  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "revoke", abstract: "Take a key from the allow list.",
      discussion: """
        A running service refuses its next message, and its feed lets everybody connect anew without it. What the key
        could do stays in the list as a comment.
        """)
    @Argument(help: "The key's name.")
    var name: String
    @OptionGroup var place: Place

    func run() throws {
      var list = try KeyList(try place.keyFolder())
      let count = list.revoke(name, on: KeysCommand.today())
      guard count > 0 else { throw Trouble.wrong("no key called '\(name)' is listed") }
      try list.save()
      Output.line("\(name): \(count == 1 ? "one key is" : "\(count) keys are") no more listed")
    }
  }

  /// `holdfast keys list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Show who may do what.",
      discussion: "In a pipe it prints the lines of the allow list. A key that does not hold today is marked.")
    @OptionGroup var place: Place

    func run() throws {
      let keys = try KeyList(try place.keyFolder()).keys
      guard Output.isTerminal else {
        for key in keys { Output.line(key.line) }
        return
      }
      let today = KeysCommand.today()
      let table = TextTable(
        columns: [.words("key"), .words("may"), .words("for"), .words("holder"), .words("holds")],
        rows: keys.map { key in
          [
            key.name, Permission.allCases.filter(key.permissions.contains).map(\.rawValue).joined(separator: ", "),
            key.authorities.map { $0.sorted().map(\.text).joined(separator: ", ") } ?? "all",
            [key.officer?.text, key.role?.text].compactMap(\.self).joined(separator: ", "),
            key.holds(on: today) ? "today" : "not today",
          ]
        })
      for line in table.lines() { Output.line(line) }
    }
  }

  /// `holdfast keys rotate`.
  struct Rotate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rotate", abstract: "Make another key pair under a name, that may do the same.",
      discussion: """
        The secret before is kept as NAME.secret.DATE, and its line ends after --days. The new secret is for the one
        whose key it is; where it is a service's, hand its NAME.public to all who connect to it, and start it again.
        """)
    @Argument(help: "The key's name.")
    var name: String
    @Option(help: "So many days the key before still holds, after today; without it, it is revoked.")
    var days: Int?
    @OptionGroup var place: Place

    func validate() throws {
      if let days, !(0...366).contains(days) { throw ValidationError("--days is 0 to 366") }
    }

    func run() throws {
      let folder = try place.keyFolder()
      let today = KeysCommand.today()
      var list = try KeyList(folder)
      let before = list.keys.filter { $0.name == name }
      let secret = "\(folder.path)/\(name).secret"
      guard FileManager.default.fileExists(atPath: secret) else { throw Trouble.wrong("there is no \(secret)") }
      let kept = "\(secret).\(today)"
      guard !FileManager.default.fileExists(atPath: kept) else {
        throw Trouble.wrong("\(kept) is there: the key was rotated today already")
      }
      try? FileManager.default.moveItem(atPath: secret, toPath: kept)
      try? FileManager.default.removeItem(atPath: "\(folder.path)/\(name).public")
      let (key, _) = try folder.pair(of: name)
      if days == nil { _ = list.revoke(name, on: today) }
      for old in before {
        if let days { list.allow(old.ending(today.adding(days: days))) }
        list.allow(old.renewed(as: key))
      }
      if !before.isEmpty { try list.save() }
      Output.line("\(name) \(key)")
    }
  }
}

extension AllowedKey {
  /// The line with an end.
  fileprivate func ending(_ day: CivilDate) -> AllowedKey {
    AllowedKey(
      name: name, key: key, permissions: permissions, authorities: authorities, officer: officer, role: role,
      from: from.map { min($0, day) }, to: to.map { min($0, day) } ?? day)
  }

  /// The line of another key that may do the same.
  fileprivate func renewed(as key: PublicKey) -> AllowedKey {
    AllowedKey(
      name: name, key: key.text, permissions: permissions, authorities: authorities, officer: officer, role: role,
      from: from, to: to)
  }
}
