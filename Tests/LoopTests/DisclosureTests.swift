import Contracts
import Journal
import Support
import Testing

@testable import Loop

/// Answers of which the journal must tell before anybody hears them.
@Suite struct DisclosureTests {
  private func node() throws -> Node<Diary.State> {
    let hooks = ReadModelHooks<Diary.State>(
      apply: { _, _ in }, find: { _, _, _, _ in nil }, answer: { _, _, _, _ in .object([("rows", .integer(3))]) },
      disclosures: { ask, answer, key in
        let data = JSON.object([("child", .string("A1")), ("on", .string("2026-03-01"))])
        return answer["rows"] == nil ? [] : [Draft(type: Diary.NoteTaken.name, about: "A1\(key)", data: data)]
      })
    return try Node(Diary.rules(Diary.Woken()), Network(.calm, seed: 3), readModel: hooks) { 1_700_000_000_000 }
  }

  private func ask(_ node: Node<Diary.State>) throws -> Result<JSON, Refusal> {
    try node.ask("all-notes", [("authority", .string(Diary.medway.text))]).outcome
  }

  @Test func `an answer goes out only once its disclosure is in the journal`() throws {
    let node = try node()
    #expect(try ask(node).get()["rows"]?.integer == 3)
    #expect(try node.told(Diary.NoteTaken.name).map(\.subject) == ["A1"])
    #expect(try ask(node).get()["rows"]?.integer == 3)
    #expect(try node.told(Diary.NoteTaken.name).count == 2, "asked again, it is disclosed again")
  }

  @Test func `where its disclosure cannot be stored the answer is refused and nobody hears it`() throws {
    let node = try node()
    node.next(.full)
    #expect(try ask(node) == .failure(Refusal(.cannotStore, "store-full")))
    #expect(try node.told(Diary.NoteTaken.name).isEmpty)
    #expect(try ask(node).get()["rows"]?.integer == 3)
    #expect(try node.told(Diary.NoteTaken.name).count == 1)
  }
}
