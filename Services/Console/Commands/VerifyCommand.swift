import ArgumentParser
import Contracts

/// `holdfast verify`: whether the journals are whole.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Have every service read its journals again and check their sequence and chain.",
    discussion: """
      With --chain, every line is also read over the wire and the chain computed here, so that nothing rests on the
      service's word. Exits with 1 where a journal is not whole.
      """)

  @Argument(help: "Only this service.")
  var service: ServiceName?
  @Flag(help: "Compute the chain here too, from the bytes of every line.")
  var chain = false
  @OptionGroup var form: Form

  /// What was found of one journal.
  private struct Found {
    let service: ServiceName
    let authority: Authority
    let events: Int
    let root: String
    let isConfirmed: Bool?
  }

  func run() throws {
    let asker = try Asker(try Places())
    var found: [Found] = []
    for service in service.map({ [$0] }) ?? ServiceName.allCases {
      let health = try asker.result(service, "health", .object([]), .patient(.seconds(10)))
      for item in health["authorities"]?.array ?? [] {
        guard let authority = item["authority"]?.string.flatMap({ Authority($0) }),
          item["head"]?.string.flatMap({ Sequence($0) }) != .zero
        else { continue }
        let journal = try look(at: service, authority, asker)
        found.append(journal)
        if form.isJSON { Output.line(VerifyCommand.json(journal).line) }
      }
    }
    if !form.isJSON { table(found).forEach { Output.line($0) } }
    let broken = found.filter { $0.isConfirmed == false }
    guard broken.isEmpty else {
      let names = broken.map { "\($0.service.rawValue) of \($0.authority)" }.joined(separator: ", ")
      throw Trouble(sentence: "the chain computed here is not the one told by \(names)", status: 1)
    }
  }

  private func look(at service: ServiceName, _ authority: Authority, _ asker: Asker) throws(Trouble) -> Found {
    let params = JSON.object([("authority", .string(authority.text))])
    let told = try asker.result(service, "verify", params, .patient(.seconds(3_600)))
    guard let events = told["events"]?.integer, let root = told["root"]?.string else {
      throw Trouble(sentence: "\(service.rawValue) answers verify without events and root", status: 1)
    }
    guard chain else {
      return Found(service: service, authority: authority, events: events, root: root, isConfirmed: nil)
    }
    var own = Chain()
    var follow = Follow(after: .zero)
    if events > 0 {
      // What was told since is not part of what was verified.
      try Replay(asker: asker, service: service, authority: authority)
        .read(&follow, upTo: Sequence(Int64(events))) { own.take($0) }
    }
    return Found(
      service: service, authority: authority, events: events, root: root,
      isConfirmed: own.count == events && own.root == root)
  }

  private static func json(_ found: Found) -> JSON {
    .object([
      ("service", .string(found.service.rawValue)), ("authority", .string(found.authority.text)),
      ("events", .integer(found.events)), ("root", .string(found.root)),
      ("chainConfirmed", found.isConfirmed.map { .boolean($0) }),
    ])
  }

  private func table(_ found: [Found]) -> [String] {
    guard !found.isEmpty else { return ["There is no journal yet."] }
    let rows = found.map { journal in
      [
        journal.service.rawValue, journal.authority.text, Words.number(journal.events),
        String(journal.root.prefix(16)) + "…",
        journal.isConfirmed.map { $0 ? "the same" : "ANOTHER" } ?? "not computed",
      ]
    }
    return TextTable(
      columns: [
        .words("Service"), .words("Authority"), .numbers("Events"), .words("Newest link"), .words("Computed here"),
      ], rows: rows,
      paint: { row, column in column == 4 ? found[row].isConfirmed.map { $0 ? .good : .bad } : nil }
    ).lines(indent: 0)
  }
}
