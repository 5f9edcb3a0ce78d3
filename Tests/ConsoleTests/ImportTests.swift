import Contracts
import Foundation
import Testing

@testable import holdfast

/// Past years from the files of the children looked after return, and a council's list beside ours.
@Suite struct ImportTests {
  private static let header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\n"
  private static let episodes =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\r\n"
  private static let reviews = "CHILD,DOB,REVIEW,REVIEW_CODE\r\n"
  private static let uasc = "CHILD,SEX,DOB,DUC\r\n"

  /// The files of years, written into folders of one folder.
  private func history(_ years: [String: [String: String]]) throws -> (ReturnFiles, ReturnHistory, ReturnFacts) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "holdfast-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (year, files) in years {
      try FileManager.default.createDirectory(at: folder.appending(path: year), withIntermediateDirectories: true)
      for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: "\(year)/\(name)")) }
    }
    let files = try ReturnFiles(folder: folder.path)
    let history = ReturnHistory(files)
    return (files, history, ReturnFacts(history, of: try #require(Authority("medway"))))
  }

  private func told(_ facts: ReturnFacts) -> [String] {
    facts.lines.map { line in
      let data = line.params["event"]?["data"] ?? line.params
      let what = ["legalStatus", "reasonForPlacementChange", "reasonEpisodeCeased", "code", "upn"]
        .compactMap { data[$0]?.string }
      return ([line.name, String(line.known.description.prefix(10))] + what).joined(separator: " ")
    }
  }

  @Test func `episodes become entries, changes and leavings, each known on its day`() throws {
    let (files, history, facts) = try history([
      "2022-23": [
        "header.csv": Self.header + "C-1,2,14/05/2012,WBRI,A123456789012,0,\r\n",
        "episodes.csv": Self.episodes
          + "C-1,02/05/2022,S,C1,N1,U6,PR4,01/06/2022,X1,,W1K 7PZ,W9 1DT,SC000001\r\n"
          + "C-1,01/06/2022,L,C2,N1,U6,PR4,01/07/2022,X1,CREQB,W1K 7PZ,W9 1DT,SC000001\r\n"
          + "C-1,01/07/2022,B,C1,N1,K2,PR4,03/03/2023,E4A,,W1K 7PZ,NW3 4XQ,SC000002\r\n",
        "reviews.csv": Self.reviews + "C-1,14/05/2012,27/05/2022,PN1\r\n", "uasc.csv": Self.uasc,
      ]
    ])
    #expect(history.discrepancies.isEmpty)
    #expect(files.years.map(\.description) == ["2023-03-31"])
    #expect(
      told(facts) == [
        "child-entered-care 2022-05-02 C1 A123456789012", "hold-review 2022-05-27",
        "record-participation 2022-05-27 PN1", "legal-status-changed 2022-06-01 C2",
        "legal-status-changed 2022-07-01 C1", "placement-changed 2022-07-01 CREQB", "child-left-care 2023-03-03 E4A",
      ])
    let ids = facts.lines.compactMap { ($0.params["event"]?["id"] ?? $0.params["command"])?.string }
    #expect(ids.first == "entered/C-1/2022-05-02" && Set(ids).count == facts.lines.count)
  }

  @Test func `years that tell the same episode tell it once, and a later header tells what changed`() throws {
    let open = "C-1,02/05/2021,S,C1,N1,U6,PR4,,,,W1K 7PZ,W9 1DT,SC000001\r\n"
    let (_, history, facts) = try history([
      "a": [
        "header.csv": Self.header + "C-1,2,14/05/2017,WBRI,UN1,,\r\n", "episodes.csv": Self.episodes + open,
        "reviews.csv": Self.reviews + "C-1,14/05/2017,01/06/2021,PN7\r\n",
      ],
      "b": [
        "header.csv": Self.header + "C-1,2,14/05/2017,WBRI,A123456789012,,\r\n",
        "episodes.csv": Self.episodes + open.replacing(",,,,W1K", with: ",05/05/2022,E4A,,W1K"),
        "uasc.csv": Self.uasc + "C-1,2,14/05/2017,04/05/2022\r\n",
      ],
    ])
    #expect(history.discrepancies.isEmpty)
    #expect(
      told(facts) == [
        "child-entered-care 2021-05-02 C1 UN1", "hold-review 2021-06-01", "record-participation 2021-06-01 PN7",
        "child-details-changed 2022-04-01 A123456789012", "child-details-changed 2022-05-04",
        "child-left-care 2022-05-05 E4A",
      ])
    #expect(facts.lines.first?.params["event"]?["data"]?["unaccompaniedAsylumSeeking"]?.boolean == true)
  }

  /// Rows that do not agree with one another: episodes, reviews, and what is said, by line.
  private static let wrong: [(episodes: [String], reviews: [String], said: [String])] = [
    (["C-1,02/05/2022,S,X9,N1,U6,PR4,,,,,,"], [], ["2 LS 'X9' is no code; the row is left out", "2 no episode"]),
    (["C-1,2022-05-02,S,C1,N1,U6,PR4,,,,,,"], [], ["2 DECOM '2022-05-02' is no day", "2 no episode"]),
    (["C-1,02/05/2022,S,C1,N1,U6,PR4,01/05/2022,E4A,,,,"], [], ["2 ends on 01/05/2022", "2 no episode"]),
    (["C-1,02/05/2022,P,C1,N1,U6,PR4,,,,,,"], [], ["2 begins with RNE P, no entry before; taken as one"]),
    (
      ["C-1,02/05/2022,S,C1,N1,U6,PR4,03/06/2022,X1,,,,", "C-1,01/06/2022,L,C2,N1,U6,PR4,,,,,,"], [],
      ["3 overlaps the episode of 2022-05-02"]
    ),
    (
      ["C-1,02/05/2022,S,C1,N1,U6,PR4,03/06/2022,X1,,,,", "C-1,09/06/2022,L,C2,N1,U6,PR4,,,,,,"], [],
      ["3 a gap: the episode before ended on 2022-06-03"]
    ),
    (
      ["C-1,02/05/2022,S,C1,N1,U6,PR4,03/06/2022,E4A,,,,", "C-1,09/06/2022,L,C2,N1,U6,PR4,,,,,,"], [],
      ["3 RNE L after an exit; taken as an entry"]
    ),
    (
      ["C-1,02/05/2022,S,C1,N1,U6,PR4,,,,,,", "C-1,09/06/2022,S,C2,N1,U6,PR4,,,,,,"], [],
      ["3 a new episode, but that of 2022-05-02 has not ended", "3 an entry without an exit before; taken as a change"]
    ),
    (
      ["C-1,02/05/2022,S,C1,N1,U6,PR4,,,,,,", "C-9,02/05/2022,S,C1,N1,U6,PR4,,,,,,"],
      ["C-1,14/05/2012,01/05/2022,PN1", "C-1,14/05/2012,01/06/2022,PN9", "C-1,14/05/2012,02/06/2022,"],
      [
        "2 a review when not looked after; it is left out", "3 REVIEW_CODE 'PN9' is no code",
        "3 no row in any header; the child is left out", "4 no participation code",
      ]
    ),
  ]

  @Test(arguments: wrong)
  func `what does not agree is said with its file and line`(
    episodes: [String], reviews: [String], said: [String]
  ) throws {
    let (_, history, _) = try history([
      "2023": [
        "header.csv": Self.header + "C-1,2,14/05/2012,WBRI,A123456789012,0,\r\n",
        "episodes.csv": Self.episodes + episodes.map { $0 + "\r\n" }.joined(),
        "reviews.csv": Self.reviews + reviews.map { $0 + "\r\n" }.joined(),
      ]
    ])
    let found = history.discrepancies.map { "\($0.line) \($0.words)" }.sorted()
    #expect(found.count == said.count, "\(found)")
    for (found, said) in zip(found, said) { #expect(found.hasPrefix(said), "\(found)") }
  }

  @Test func `a file with other columns is named and not read, and a folder without any is wrong`() throws {
    let (_, history, _) = try history([
      "2023": [
        "header.csv": Self.header + "C-1,2,14/05/2012,WBRI,A123456789012,0,\r\n",
        "episodes.csv": Self.episodes + "C-1,02/05/2022,S,C1,N1,U6,PR4,,,,,,\r\n",
        "reviews.csv": "CHILD,DOB,REVEIW,REVIEW_CODE\r\n", "oc2.csv": "CHILD,DOB,SDQ_SCORE\r\n",
      ]
    ])
    #expect(
      history.discrepancies.map { "\($0.file) \($0.words)" } == [
        "2023/oc2.csv its columns are those of no file that is known; it is not read",
        "2023/reviews.csv no column REVIEW; unknown column REVEIW; it is not read",
      ])
    #expect(throws: Trouble.self) { try ReturnFiles(folder: "/nowhere") }
  }

  @Test func `a sheet is read with its quotation marks, ends of lines and byte order mark`() throws {
    let sheet = try Sheet(text: "\u{FEFF}a,b\n\"x, \"\"y\"\"\nz\",2\r\n\r\n , \n 3 ,4", name: "list.csv")
    #expect(sheet.columns == ["a", "b"])
    #expect(sheet.rows.map { "\($0.line) \($0.cells)" } == [#"2 ["x, \"y\"\nz", "2"]"#, #"6 ["3", "4"]"#])
    #expect(throws: Trouble.self) { try Sheet(text: "a\n\"b", name: "list.csv") }
  }

  @Test func `a list's children are found by the usual titles, or by the one that is named`() throws {
    for title in ["child", "CHILD", "Child ID", "Child Unique ID", "child_id"] {
      let sheet = try Sheet(text: "name,\(title)\nx,C-1\ny,C-2\nz,\n", name: "list.csv")
      #expect(try CompareCommand.children(sheet, column: nil) == ["C-1", "C-2"])
    }
    let sheet = try Sheet(text: "Mosaic,b\n7,x\n", name: "list.csv")
    #expect(try CompareCommand.children(sheet, column: "Mosaic") == ["7"])
    #expect(throws: Trouble.self) { try CompareCommand.children(sheet, column: nil) }
  }

  private func known(_ count: Int) throws -> KnownChildren {
    KnownChildren(
      children: Set((0..<count).map { "C-\($0)" }), day: try #require(CivilDate("2023-03-31")))
  }

  @Test func `a list with fewer than nine tenths of the known children is not the whole list`() throws {
    let known = try known(20)
    let listed = (0..<18).map { "C-\($0)" }
    try known.expect(most: Set(listed), of: "list.csv")
    try known.expect(most: Set(listed + ["X-1"]), of: "list.csv")
    let error = #expect(throws: Trouble.self) {
      try known.expect(most: Set(listed.dropLast() + ["X-1"]), of: "list.csv")
    }
    #expect(error?.status == 2)
    #expect(error?.sentence.hasPrefix("list.csv has 17 of the 20 children in care on 31 March 2023") == true)
  }

  @Test func `children on one side only are named, in eighty columns`() throws {
    let listed = Set((2..<40).map { "C-\($0)" } + (0..<30).map { "NEW-CHILD-\($0)" })
    let page = ComparePage(
      list: "list.csv", authority: try #require(Authority("medway")), known: try known(40), listed: listed)
    let lines = plain(page.lines)
    #expect(lines[0] == "Medway, in care on 31 March 2023")
    #expect(lines.contains("In the list and not known here: nobody reviews them (30)"))
    #expect(lines.contains("Known here and not in the list (2)") && lines.contains("  C-0 C-1"))
    #expect(lines.allSatisfy { $0.count <= 80 } && !page.agrees)
  }
}
