import Contracts
import Testing

@testable import holdfast

/// Answers as a person reads them.
@Suite struct AnswerPageTests {
  private func page(_ text: String) throws -> [String] {
    plain(AnswerPage(try JSON.read(Array(text.utf8))).lines).filter { !$0.isEmpty }
  }

  @Test func `rows that are objects stand as a table, also where there are no columns`() throws {
    let lines = try page(#"{"children":2,"rows":[{"right":"advocate","times":3},{"right":"information","times":1}]}"#)
    #expect(
      lines == ["Children  2", "Rows", "  Right        Times", "  advocate         3", "  information      1"])
  }

  @Test func `columns and rows are one table without a title`() throws {
    let lines = try page(#"{"columns":["month","held"],"rows":[["2022-04","5"]]}"#)
    #expect(lines == ["Month    Held", "2022-04  5"])
  }
}
