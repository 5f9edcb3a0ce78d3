import Contracts
import Foundation
import Testing

struct CodesTests {
  /// The sets as the validator of 2025/26 lists them, with the codes that were valid before.
  @Test(arguments: [
    ("sex", "M F U"),
    (
      "ethnicity",
      "WBRI WIRI WOTH WIRT WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH REFU NOBT"
    ),
    ("reason-for-new-episode", "S L P T B U"),
    ("legal-status", "C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3"),
    ("category-of-need", "N1 N2 N3 N4 N5 N6 N7 N8"),
    (
      "placement-type",
      "A3 A4 A5 A6 H5 K1 K2 K3 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1 Z11 Z12 Z13 Z14"
    ),
    ("placement-provider", "PR0 PR1 PR2 PR3 PR4 PR5"),
    (
      "reason-for-placement-change",
      "CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER"
    ),
    (
      "reason-episode-ceased",
      "X1 E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E8 E9 E14 E15 E16 E17"
    ),
    ("participation", "PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7"),
  ])
  func `each set has exactly its official codes`(name: String, codes: String) throws {
    let set = try #require(codeSets.first { $0.setName == name })
    #expect(codesAndWords(of: set).map(\.code) == codes.split(separator: " ").map(String.init))
  }

  @Test func `there are ten sets, and within a set no two codes have the same words`() {
    #expect(Set(codeSets.map { $0.setName }).count == 10)
    for set in codeSets {
      let words = codesAndWords(of: set).map(\.words)
      #expect(Set(words).count == words.count, "\(set.setName)")
      #expect(words.allSatisfy { !$0.isEmpty && $0.first != " " && !$0.contains("  ") }, "\(set.setName)")
    }
  }

  @Test func `codes travel as bare strings and a word outside the set is corrupted data`() throws {
    let coded = try JSONEncoder().encode([LegalStatus.interimCareOrder, .section20])
    #expect(String(decoding: coded, as: UTF8.self) == #"["C1","V2"]"#)
    #expect(try JSONDecoder().decode([LegalStatus].self, from: coded) == [.interimCareOrder, .section20])
    for text in ["c1", "C9", "", "interimCareOrder"] {
      let error = #expect(throws: DecodingError.self) {
        try JSONDecoder().decode([LegalStatus].self, from: JSONEncoder().encode([text]))
      }
      guard case .dataCorrupted(let context)? = error else {
        Issue.record("\(text): the error is \(String(describing: error))")
        continue
      }
      #expect(context.debugDescription == "not a code of legal-status")
    }
  }

  @Test(arguments: [
    (PlacementType.h5, "2024-03-31", true), (.h5, "2024-04-01", false), (.h5, "2013-12-16", true),
    (.k3, "2024-03-31", false), (.k3, "2024-04-01", true), (.p2, "2025-03-31", true), (.p2, "2025-04-01", false),
    (.z1, "2025-03-31", true), (.z1, "2025-04-01", false), (.z11, "2025-03-31", false), (.z14, "2025-04-01", true),
    (.u6, "2009-01-01", true), (.u6, "2030-01-01", true),
  ])
  func `a placement type holds in its own years`(type: PlacementType, day: String, valid: Bool) throws {
    #expect(try type.isValid(on: #require(CivilDate(day))) == valid)
  }

  @Test func `placement orders begin in December 2005`() throws {
    #expect(try !LegalStatus.placementOrder.isValid(on: #require(CivilDate("2005-11-30"))))
    #expect(try LegalStatus.placementOrder.isValid(on: #require(CivilDate("2005-12-01"))))
    #expect(try LegalStatus.fullCareOrder.isValid(on: #require(CivilDate("2005-11-30"))))
  }

  @Test func `sex is a letter in every fact and a number in the returns before 2024/25`() throws {
    let before = try #require(CivilDate("2024-03-31"))
    let after = try #require(CivilDate("2024-04-01"))
    #expect(Sex.allCases.map { $0.isValid(on: before) } == [true, true, true])
    #expect(Sex.allCases.map { $0.returnCode(on: before) } == ["1", "2", nil])
    #expect(Sex.allCases.map { $0.returnCode(on: after) } == ["M", "F", "U"])
  }

  @Test(arguments: [
    (ParticipationCode.pn0, false, false, false, false), (.pn1, true, true, true, true),
    (.pn2, true, true, true, true), (.pn3, true, true, true, true), (.pn4, true, true, true, false),
    (.pn5, true, false, true, true), (.pn6, true, false, true, true), (.pn7, true, false, false, false),
  ])
  func `participation codes say who came and who was heard`(
    code: ParticipationCode, measured: Bool, attended: Bool, contributed: Bool, conveyed: Bool
  ) {
    #expect(code.isMeasured == measured)
    #expect(code.attended == attended)
    #expect(code.contributed == contributed)
    #expect(code.conveyedViews == conveyed)
  }

  @Test func `placements for adoption, temporary moves and those without provider are told apart`() {
    let types = PlacementType.allCases
    #expect(types.filter(\.isForAdoption).map(\.code) == ["A3", "A4", "A5", "A6"])
    #expect(types.filter(\.isTemporary).map(\.code) == ["T0", "T1", "T2", "T3", "T4"])
    let without = ["T0", "T1", "T2", "T3", "T4", "Z11", "Z12", "Z13", "Z14"]
    #expect(types.filter { !$0.wantsProvider }.map(\.code) == without)
    #expect(LegalStatus.allCases.filter(\.isShortBreaks).map(\.code) == ["V3", "V4"])
    #expect(LegalStatus.allCases.filter(\.isAuthorityToPlace).map(\.code) == ["D1", "E1"])
  }

  private func codesAndWords<Codes: CodeSet>(of set: Codes.Type) -> [(code: String, words: String)] {
    set.allCases.map { ($0.code, $0.words) }
  }
}
