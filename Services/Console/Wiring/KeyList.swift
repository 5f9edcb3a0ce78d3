import Contracts
import Foundation
import Wire

/// The allow list of a folder of keys, changed line by line: services read it again as soon as it has changed.
struct KeyList {
  private let folder: KeyFolder
  /// Every line of the file; comments stay where they are.
  private var lines: [Line]

  /// A line: a key, or what says nothing to a service.
  private enum Line {
    case key(AllowedKey)
    case other(String)

    var text: String {
      switch self {
      case .key(let key): key.line
      case .other(let text): text
      }
    }
  }

  /// Reads the list of `folder`; empty where there is none yet.
  ///
  /// - Throws: the number of a bad line, and what is wrong with it.
  init(_ folder: KeyFolder) throws(Trouble) {
    self.folder = folder
    guard let text = try? String(contentsOfFile: folder.path + "/allow", encoding: .utf8) else {
      lines = [.other("# name public-key permissions authorities [officer=ID] [role=ROLE] [from..to]")]
      return
    }
    var lines: [Line] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard let first = line.first(where: { !$0.isWhitespace }), first != "#" else {
        lines.append(.other(String(line)))
        continue
      }
      do {
        lines.append(.key(try AllowedKey(line: line)))
      } catch {
        throw .wrong("line \(index + 1) of \(folder.path)/allow: \(error)")
      }
    }
    while case .other("")? = lines.last { lines.removeLast() }
    self.lines = lines
  }

  /// The keys that are listed, in order.
  var keys: [AllowedKey] {
    lines.compactMap { line in
      switch line {
      case .key(let key): key
      case .other: nil
      }
    }
  }

  /// Lists a key; a line of the same public key is replaced.
  mutating func allow(_ key: AllowedKey) {
    let index = lines.firstIndex { line in
      switch line {
      case .key(let listed): listed.key == key.key
      case .other: false
      }
    }
    if let index { lines[index] = .key(key) } else { lines.append(.key(key)) }
  }

  /// Takes the keys of a name from the list; what they could do stays as a comment. How many they were.
  mutating func revoke(_ name: String, on day: CivilDate) -> Int {
    var count = 0
    for index in lines.indices {
      guard case .key(let key) = lines[index], key.name == name else { continue }
      lines[index] = .other("# revoked \(day): \(key.line)")
      count += 1
    }
    return count
  }

  /// Writes the list whole, or not at all.
  func save() throws(Trouble) {
    let file = folder.path + "/allow"
    let text = lines.map(\.text).joined(separator: "\n") + "\n"
    do {
      // A service that looks meanwhile finds the old list or the new one, never half of it.
      try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw .wrong("\(file) cannot be written")
    }
  }
}
