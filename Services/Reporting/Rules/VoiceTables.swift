import Contracts
import Policy

// MARK: - How children took part

extension Table {
  static let voiceTables: [Table] = [
    Table(
      "participation-profile", [.reviews],
      "reviews complete within the period, by participation code (SSDA903); share of all, and of those of children of "
        + "four and over (PN1 to PN7)"
    ) { facts, _ in
      let counts = Dictionary(facts.reviews.map { ($0.code, 1) }, uniquingKeysWith: +)
      let over = facts.reviews.count { $0.code?.isMeasured ?? false }
      let rows = ParticipationCode.allCases.map { code in
        let count = counts[code] ?? 0
        return [
          Cell.text(code.code), .count(count), .share(count, of: facts.reviews.count),
          code.isMeasured ? .share(count, of: over) : .empty,
        ]
      }
      let uncoded = counts[nil] ?? 0
      return TableContent(
        columns: ["code", "reviews", "share", "share-of-over-four"],
        rows: rows + [[.text("uncoded"), .count(uncoded), .share(uncoded, of: facts.reviews.count), .empty]],
        records: facts.reviews.ids)
    },
    Table(
      "participation-rates", [.reviews],
      "of the reviews coded PN1 to PN7: contributed (PN1 to PN6), attended (PN1 to PN4), by an advocate (PN2, PN6), "
        + "by a facilitative medium (PN5), neither attended nor sent views (PN7); under four is PN0 ÷ all coded"
    ) { facts, _ in
      let codes = facts.reviews.compactMap(\.code)
      let over = codes.filter(\.isMeasured)
      func row(_ name: String, _ count: Int, _ whole: Int) -> [Cell] {
        [.text(name), .count(count), .count(whole), .share(count, of: whole)]
      }
      return TableContent(
        columns: ["rate", "reviews", "of", "share"],
        rows: [
          row("contributed", over.count { $0.contributed }, over.count),
          row("attended", over.count { $0.attended }, over.count),
          row("by-advocate", over.count { [.pn2, .pn6].contains($0) }, over.count),
          row("by-medium", over.count { $0 == .pn5 }, over.count),
          row("neither", over.count { $0 == .pn7 }, over.count),
          row("under-four", codes.count { !$0.isMeasured }, codes.count),
        ], records: facts.reviews.ids)
    },
    Table(
      "participation-by-medium", [.reviews, .meetings],
      "reviews complete within the period at which the child's views were conveyed, by the medium told"
    ) { facts, _ in
      let told = facts.newest("participation-recorded", by: "review")
      return sorted(
        "medium", "reviews",
        facts.reviews.compactMap { review in told[review.review.text]?["medium"].map { ($0, review.review.text) } })
    },
    Table(
      "chairing-by-age", [.care, .policy, .reviews, .meetings],
      "reviews complete within the period, by the child's band of age and how much of it the child chaired"
    ) { facts, _ in
      let told = facts.newest("participation-recorded", by: "review")
      let periods = Dictionary(grouping: facts.periods, by: \.child)
      return crossed(
        "age", ["none", "part", "full", "not-told"], facts.ageBands.map(\.name),
        facts.reviews.compactMap { review in
          guard let period = periods[review.child]?.last else { return nil }
          let chairing = told[review.review.text]?["chairing"] ?? "not-told"
          return (facts.band(period, on: review.heldOn), chairing, review.review.text)
        })
    },
    Table(
      "attendance-by-role", [.reviews, .meetings],
      "people at the reviews complete within the period, by role and how they were there"
    ) { facts, _ in
      let people = facts.newest("attendance-recorded", by: "review").values.flatMap { told in
        (told.data["people"]?.array ?? []).map { person in
          (label: person["role"]?.string ?? "", column: person["mode"]?.string ?? "not-told", id: told["review"] ?? "")
        }
      }
      return crossed("role", ["in-person", "virtual", "phone", "absent"], people)
    },
    Table(
      "reports-by-role", [.reviews, .meetings],
      "people at the reviews complete within the period of whom a report was asked, by role, and those who gave one"
    ) { facts, _ in
      let people = facts.newest("attendance-recorded", by: "review").values.flatMap { told in
        (told.data["people"]?.array ?? []).compactMap { person in
          person["report"]?.boolean.map { given in
            (label: person["role"]?.string ?? "", column: given ? "given" : "not-given", id: told["review"] ?? "")
          }
        }
      }
      return crossed("role", ["given", "not-given"], people)
    },
    Table(
      "consultation-returns-by-channel", [.voice],
      "consultations sent within the period, by channel, and those returned by its end"
    ) { facts, _ in
      returns(facts, "channel") { $0["channel"] ?? "not-told" }
    },
    Table(
      "consultation-returns-by-role", [.voice],
      "consultations sent within the period, by the role consulted, and those returned by its end"
    ) { facts, _ in
      returns(facts, "role") { $0["to"] ?? "not-told" }
    },
    Table(
      "consultation-returns-by-lead-time", [.voice],
      "consultations sent within the period, by days from sending to the review, and those returned by its end"
    ) { facts, _ in
      returns(facts, "days", ["up-to-7", "8-to-14", "15-to-28", "over-28", "not-told"]) { sent in
        guard let days = sent.data["leadDays"]?.integer else { return "not-told" }
        return days <= 7 ? "up-to-7" : days <= 14 ? "8-to-14" : days <= 28 ? "15-to-28" : "over-28"
      }
    },
    Table(
      "views-by-channel", [.voice], "children's views recorded within the period, by channel"
    ) { facts, _ in
      sorted("channel", "views", facts.within("views-recorded").map { ($0["channel"] ?? "not-told", $0.record) })
    },
    Table("unheard-by-reason", [.voice], "children told as unheard within the period, by reason") { facts, _ in
      sorted(
        "reason", "children",
        facts.within("child-unheard").flatMap { told in
          (told.data["reasons"]?.array ?? []).compactMap(\.string).map { ($0, told.child ?? "") }
        })
    },
  ]

  /// Consultations sent, by a label, with those that came back.
  private static func returns(
    _ facts: Facts, _ label: String, _ labels: [String] = [], _ by: (Happening) -> String
  ) -> TableContent {
    let sent = facts.newest("consultation-sent", by: "consultation")
    let back = Set(facts.told("consultation-returned").flatMap { [$0["consultation"], $0["token"]] }.compactMap { $0 })
    let byLabel = Dictionary(grouping: sent.values, by: by)
    let rows = labels + byLabel.keys.filter { !labels.contains($0) }.sorted()
    return TableContent(
      columns: [label, "sent", "returned", "rate"],
      rows: rows.map { row in
        let those = byLabel[row] ?? []
        let returned = those.count { back.contains($0["consultation"] ?? "") || back.contains($0["token"] ?? "") }
        return [.text(row), .count(those.count), .count(returned), .share(returned, of: those.count)]
      }, records: sent.keys.sorted())
  }
}
