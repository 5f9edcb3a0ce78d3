import Contracts

/// The children in care whom reporting knows on a day.
struct KnownChildren {
  /// Their ids.
  let children: Set<String>
  /// The day.
  let day: CivilDate

  /// The children known on `day`.
  init(children: Set<String>, day: CivilDate) {
    self.children = children
    self.day = day
  }

  /// Asks reporting: the records behind its own figure of children in care at the end of that day.
  ///
  /// - Throws: that it cannot be reached, or refuses; an authority of which nothing was told has no children.
  init(_ authority: Authority, on day: CivilDate, _ asker: Asker) throws(Trouble) {
    self.day = day
    let text = JSON.string(day.description)
    let asked = JSON.object([
      ("authority", .string(authority.text)), ("from", text), ("to", text),
      ("names", .strings(["children-in-care-at-end"])),
    ])
    switch try asker.ask(.reporting, "figures", asked, .patient(.seconds(60))) {
    case .failure(let refusal) where refusal.code == .notFound: children = []
    case .failure(let refusal): throw .refused(.reporting, refusal)
    case .success(let answer):
      guard let certificate = answer["figures"]?.array?.first?["certificate"] else {
        throw .wrong("reporting's answer has no figure children-in-care-at-end")
      }
      let explained = try asker.result(
        .reporting, "explain", .object([("certificate", certificate)]), .patient(.seconds(60)))
      // A record is child/enteredOn.
      children = Set(
        (explained["numerator"]?.array ?? []).compactMap { $0.string?.split(separator: "/").first.map(String.init) })
    }
  }

  /// Holds a list of children to those that are known: one that lacks more than a tenth is not the list it should be.
  ///
  /// - Throws: that it is not, with the counts.
  func expect(most listed: Set<String>, of what: String) throws(Trouble) {
    let found = children.intersection(listed).count
    guard found * 10 < children.count * 9 else { return }
    throw .wrong(
      "\(what) has \(Words.number(found)) of the \(Words.number(children.count)) children in care on "
        + "\(Words.date(day.description)),\nfewer than nine tenths: it is not the whole list, and nothing is done")
  }
}
