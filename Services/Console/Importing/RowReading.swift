import Contracts

/// Reads one row of the return, and says what is wrong with it.
struct RowReading {
  let sheet: Sheet
  let row: Sheet.Row
  let place: ReturnFiles.Place
  private(set) var discrepancies: [Discrepancy] = []

  init(sheet: Sheet, row: Sheet.Row, place: ReturnFiles.Place) {
    self.sheet = sheet
    self.row = row
    self.place = place
  }

  private subscript(_ column: String) -> String { sheet.cell(row, column) }

  private mutating func say(_ words: String) {
    discrepancies.append(Discrepancy(file: place.file, line: place.line, child: self["CHILD"], words: words))
  }

  mutating func header() -> ReturnFiles.Header? {
    let sexes = ["1": "M", "2": "F"]
    let isMother = self["MOTHER"] == "1"
    guard let child = child(), let born = required("DOB"),
      let sex = code("SEX", Sex.self, text: sexes[self["SEX"]] ?? (self["SEX"].isEmpty ? "U" : self["SEX"])),
      let ethnicity = code("ETHNIC", Ethnicity.self)
    else { return nil }
    let ownChild = isMother ? optional("MC_DOB") : nil
    if isMother, ownChild == nil, self["MC_DOB"].isEmpty { say("a mother without MC_DOB; that she is one is not kept") }
    let upn = self["UPN"]
    if !upn.isEmpty, !(3...13).contains(upn.utf8.count) { say("UPN '\(upn)' is none; it is left out") }
    return ReturnFiles.Header(
      row: place, child: child, sex: sex, dateOfBirth: born, ethnicity: ethnicity,
      upn: (3...13).contains(upn.utf8.count) ? upn : nil, ownChildBornOn: ownChild)
  }

  mutating func spell() -> ReturnFiles.Spell? {
    let isEnded = !self["DEC"].isEmpty || !self["REC"].isEmpty
    guard let child = child(), let from = required("DECOM"), let because = code("RNE", ReasonForNewEpisode.self),
      let status = code("LS", LegalStatus.self), let need = code("CIN", CategoryOfNeed.self),
      let placement = placement()
    else { return nil }
    var spell = ReturnFiles.Spell(
      row: place, child: child, from: from, because: because, status: status, need: need, placement: placement)
    if isEnded {
      guard let to = required("DEC") else { return nil }
      guard to > from else {
        say("ends on \(self["DEC"]), which is not after it began; the row is left out")
        return nil
      }
      spell.to = to
      if self["REC"] != "X1" {
        guard let reason = code("REC", ReasonEpisodeCeased.self) else { return nil }
        spell.reason = reason
      }
    }
    if !self["REASON_PLACE_CHANGE"].isEmpty {
      spell.reasonForPlacementChange = code("REASON_PLACE_CHANGE", ReasonForPlacementChange.self)
    }
    return spell
  }

  private mutating func placement() -> JSON? {
    guard let type = code("PLACE", PlacementType.self) else { return nil }
    var members: [(String, JSON?)] = [("type", .string(type.code))]
    if !self["PLACE_PROVIDER"].isEmpty {
      guard let provider = code("PLACE_PROVIDER", PlacementProvider.self) else { return nil }
      members.append(("provider", .string(provider.code)))
    }
    for (column, member, longest) in [("URN", "urn", 9), ("HOME_POST", "homePostcode", 8), ("PL_POST", "postcode", 8)] {
      let text = self[column]
      guard !text.isEmpty else { continue }
      if text.utf8.count <= longest {
        members.append((member, .string(text)))
      } else {
        say("\(column) is too long; it is left out")
      }
    }
    return .object(members)
  }

  mutating func review() -> ReturnFiles.Review? {
    guard let child = child(), let on = required("REVIEW") else { return nil }
    guard !self["REVIEW_CODE"].isEmpty else {
      say("no participation code; the review is kept without one")
      return ReturnFiles.Review(row: place, child: child, on: on, code: nil)
    }
    guard let code = code("REVIEW_CODE", ParticipationCode.self) else { return nil }
    return ReturnFiles.Review(row: place, child: child, on: on, code: code)
  }

  mutating func unaccompanied() -> ReturnFiles.Unaccompanied? {
    guard let child = child() else { return nil }
    return ReturnFiles.Unaccompanied(row: place, child: child, until: optional("DUC"))
  }

  // MARK: Cells

  private mutating func child() -> ChildID? {
    if let child = ChildID(self["CHILD"]) { return child }
    say("CHILD is no id of 1 to 36 letters, digits and hyphens; the row is left out")
    return nil
  }

  private mutating func required(_ column: String) -> CivilDate? {
    if let day = ReturnFiles.day(self[column]) { return day }
    say("\(column) '\(self[column])' is no day dd/mm/yyyy; the row is left out")
    return nil
  }

  private mutating func optional(_ column: String) -> CivilDate? {
    guard !self[column].isEmpty else { return nil }
    if let day = ReturnFiles.day(self[column]) { return day }
    say("\(column) '\(self[column])' is no day dd/mm/yyyy; it is left out")
    return nil
  }

  private mutating func code<Code: CodeSet>(_ column: String, _ set: Code.Type, text: String? = nil) -> Code? {
    if let code = Code(rawValue: text ?? self[column]) { return code }
    say("\(column) '\(self[column])' is no code; the row is left out")
    return nil
  }
}
