import Contracts

/// How children took part in some reviews.
private struct Profile {
  var reviews = 0
  var codes: [ParticipationCode: Int] = [:]
  var channels: [String: Int] = [:]
  var chairing: [Ages: Chairing] = [:]
  var needs: [String: (coded: Int, contributed: Int, attended: Int)] = [:]
  var needsByChannel: [[String]: Int] = [:]

  /// The ages by which chairing is told: older children chair.
  enum Ages: String, CaseIterable {
    case under10 = "under-10"
    case from10 = "10-13"
    case from14 = "14-plus"
    case unknown = "unknown"

    init(_ years: Int?) {
      self = years.map { $0 < 10 ? .under10 : $0 < 14 ? .from10 : .from14 } ?? .unknown
    }
  }

  struct Chairing {
    var coded = 0
    var full = 0
    var part = 0
    var none = 0
  }

  /// Counts one review of a child.
  mutating func count(_ view: ChildView, _ held: KnownChild.Held) {
    reviews += 1
    guard let record = view.voice[held.review] else { return }
    codes[record.code, default: 0] += 1
    let age = Ages(view.dateOfBirth.map { $0.completedYears(on: record.reviewOn) })
    var chaired = chairing[age] ?? Chairing()
    chaired.coded += 1
    if record.chairing == Word.full { chaired.full += 1 }
    if record.chairing == Word.part { chaired.part += 1 }
    if record.chairing?.text == "none" { chaired.none += 1 }
    chairing[age] = chaired
    let used = Self.channels(view, held, record)
    for channel in used { channels[channel, default: 0] += 1 }
    guard record.code.isMeasured else { return }
    for need in view.needs.isEmpty ? ["none-recorded"] : Set(view.needs.map(\.text)).sorted() {
      var row = needs[need] ?? (0, 0, 0)
      row.coded += 1
      if record.code != .pn7 { row.contributed += 1 }
      if record.code.attended { row.attended += 1 }
      needs[need] = row
      for channel in used { needsByChannel[[need, channel], default: 0] += 1 }
    }
  }

  /// By which ways the child took part in the review: by being there, and each channel by which views reached it.
  private static func channels(
    _ view: ChildView, _ held: KnownChild.Held, _ record: ChildVoice.Record
  ) -> [String] {
    let conveyed = (OnRecord(view, held).channels + (record.medium.map { [$0] } ?? [])).map(\.text)
    return (record.code.attended ? ["attended"] : []) + Set(conveyed).sorted()
  }

  var json: JSON {
    func sum(_ codes: [ParticipationCode]) -> Int { codes.reduce(0) { $0 + (self.codes[$1] ?? 0) } }
    let all = ParticipationCode.allCases
    let measured = sum(all.filter(\.isMeasured))
    let coded = sum(all)
    return .object([
      ("reviews", .integer(reviews)), ("uncoded", .integer(reviews - coded)),
      ("contributedRate", Participation.rate(ifAny: measured - sum([.pn7]), of: measured)),
      ("attendedRate", Participation.rate(ifAny: sum(all.filter(\.attended)), of: measured)),
      ("unheardRate", Participation.rate(ifAny: sum([.pn7]), of: coded)),
      ("underFourRate", Participation.rate(ifAny: sum([.pn0]), of: coded)),
      (
        "codes",
        .array(all.map { .object([("code", .string($0.code)), ("reviews", .integer(codes[$0] ?? 0))]) })
      ),
      (
        "channels",
        .array(
          channels.sorted { $0.key < $1.key }.map {
            .object([("channel", .string($0.key)), ("reviews", .integer($0.value))])
          })
      ),
      ("chairing", .array(Ages.allCases.map(row))), ("needs", .array(needs.keys.sorted().map(row))),
      (
        "needsByChannel",
        .array(
          needsByChannel.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
            .object([
              ("need", .string($0.key[0])), ("channel", .string($0.key[1])), ("reviews", .integer($0.value)),
            ])
          })
      ),
    ])
  }

  private func row(_ ages: Ages) -> JSON {
    let chaired = chairing[ages] ?? Chairing()
    return .object([
      ("ages", .string(ages.rawValue)), ("coded", .integer(chaired.coded)), ("full", .integer(chaired.full)),
      ("part", .integer(chaired.part)), ("none", .integer(chaired.none)),
      ("rate", Participation.rate(ifAny: chaired.full + chaired.part, of: chaired.coded)),
    ])
  }

  private func row(_ need: String) -> JSON {
    let row = needs[need] ?? (0, 0, 0)
    return .object([
      ("need", .string(need)), ("coded", .integer(row.coded)), ("contributed", .integer(row.contributed)),
      ("attended", .integer(row.attended)), ("rate", Participation.rate(ifAny: row.contributed, of: row.coded)),
    ])
  }
}

extension Participation {
  /// How children took part in the reviews that were complete in a period.
  static func profile(_ question: ParticipationProfileQuestion, _ gather: Gather<ParticipationState>) -> JSON {
    var profile = Profile()
    gather.forEachChild { view in
      for held in view.held where question.from <= held.completedOn && held.completedOn <= question.to {
        profile.count(view, held)
      }
    }
    return profile.json
  }

  /// The children who neither came nor sent views to reviews of a period, in order of id.
  static func notTakingPart(_ question: NotTakingPartQuestion, _ gather: Gather<ParticipationState>) -> JSON {
    var items: [(cursor: String, item: JSON)] = []
    gather.forEachChild { view in
      let coded = view.held.filter { held in
        question.from <= held.completedOn && held.completedOn <= question.to && view.voice[held.review] != nil
      }
      let silent = coded.filter { view.voice[$0.review]?.code == .pn7 }
      guard let last = silent.last else { return }
      items.append(
        (
          view.child.text,
          .object([
            ("child", text(view.child)), ("times", .integer(silent.count)), ("of", .integer(coded.count)),
            ("again", .boolean(silent.count > 1)), ("lastOn", text(last.completedOn)), ("last", text(last.review)),
            ("officer", view.officer(on: question.to).map { text($0) }),
          ])
        ))
    }
    return page(items, after: question.after)
  }
}
