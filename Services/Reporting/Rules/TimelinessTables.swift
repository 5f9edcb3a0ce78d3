import Contracts

// MARK: - Reviews and records in time

extension Table {
  static let timelinessTables: [Table] = [
    Table(
      "reviews-due", [.care, .limits],
      "reviews whose limit lies within the period: those held by its end, those held on or before the limit, those not "
        + "held though the child was still in care on the limit; rate: in timescale ÷ due"
    ) { facts, _ in
      let held = facts.limits.filter(facts.isHeld)
      let missed = facts.dueNotHeld
      let inTime = held.count { limit in limit.heldOn.map { $0 <= limit.dueOn } ?? false }
      let due = held.count + missed.count
      return measures(
        [
          ("due", .count(due)), ("held", .count(held.count)), ("in-timescale", .count(inTime)),
          ("due-not-held", .count(missed.count)), ("rate", .share(inTime, of: due)),
        ], (held + missed).map(\.review.text))
    },
    Table(
      "reviews-by-clock", [.reviews],
      "reviews complete within the period, by the statutory limit and the authority's own, each as last told"
    ) { facts, _ in
      func row(_ clock: String, _ isInTime: (HeldReview) -> Bool?) -> [Cell] {
        let known = facts.reviews.compactMap(isInTime)
        let inTime = known.count { $0 }
        return [
          .text(clock), .count(known.count), .count(inTime), .count(known.count - inTime),
          .share(inTime, of: known.count),
        ]
      }
      return TableContent(
        columns: ["clock", "held", "in-timescale", "out-of-timescale", "rate"],
        rows: [row("statutory", \.isInTimescale), row("local", \.isInLocalTimescale)], records: facts.reviews.ids)
    },
    Table(
      "late-reviews-by-reason", [.reviews],
      "reviews complete within the period after the statutory limit as last told, by the reason given"
    ) { facts, _ in
      sorted(
        "reason", "reviews",
        facts.reviews.filter { $0.isInTimescale == false }
          .map { ($0.lateReason ?? "not-told", $0.review.text) })
    },
    Table(
      "records", [.reviews],
      "reviews complete within the period, those with a record, those whose record was complete within 20 working days "
        + "(IRO Handbook 2010), and the working days it took on average; rate: in timescale ÷ reviews"
    ) { facts, _ in
      let days = facts.reviews.compactMap(\.recordWorkingDays)
      let inTime = days.count { $0 <= 20 }
      return measures(
        [
          ("reviews", .count(facts.reviews.count)), ("recorded", .count(days.count)),
          ("in-timescale", .count(inTime)), ("rate", .share(inTime, of: facts.reviews.count)),
          ("average-working-days", .average(days.reduce(0, +), of: days.count)),
        ], facts.reviews.ids)
    },
    Table(
      "records-distributed-by-role", [.reviews, .meetings],
      "reviews complete within the period whose record was sent out, by the role to which it was sent first, and those "
        + "sent within 20 working days; rate: in timescale ÷ reviews"
    ) { facts, _ in
      var first: [String: [String: Bool]] = [:]
      for sent in facts.told("record-distributed") {
        for role in (sent.data["to"]?.array ?? []).compactMap(\.string) {
          if let review = sent["review"], first[role]?[review] == nil {
            first[role, default: [:]][review] = sent.data["inTimescale"]?.boolean ?? false
          }
        }
      }
      return TableContent(
        columns: ["role", "reviews", "in-timescale", "rate"],
        rows: first.keys.sorted().map { role in
          let inTime = first[role]?.values.count { $0 } ?? 0
          return [
            .text(role), .count(first[role]?.count ?? 0), .count(inTime), .share(inTime, of: facts.reviews.count),
          ]
        }, records: unique(first.values.flatMap(\.keys)))
    },
    Table(
      "letters-by-format", [.reviews, .meetings],
      "letters to children after reviews complete within the period, by form, and those held back for later"
    ) { facts, _ in
      let letters = facts.told("letter-issued")
      let formats = Set(letters.compactMap { $0["format"] }).sorted()
      return TableContent(
        columns: ["format", "letters", "held-back"],
        rows: formats.map { format in
          let those = letters.filter { $0["format"] == format }
          return [.text(format), .count(those.count), .count(those.count { $0["heldUntil"] != nil })]
        }, records: unique(letters.map(\.record)))
    },
    Table(
      "reviews-by-mode", [.reviews, .meetings], "reviews complete within the period, by how they met"
    ) { facts, _ in
      let held = facts.newest("review-held", by: "review")
      return sorted(
        "mode", "reviews", ["in-person", "hybrid", "virtual"],
        facts.reviews.map { (held[$0.review.text]?["mode"] ?? "not-told", $0.review.text) })
    },
    Table(
      "reviews-by-stream", [.reviews, .meetings],
      "reviews complete within the period, by the clock on which they ran: post-care are those of former children"
    ) { facts, _ in
      let held = facts.newest("review-held", by: "review")
      return sorted(
        "stream", "reviews",
        facts.reviews.map { (held[$0.review.text]?["stream"] ?? "not-told", $0.review.text) })
    },
    Table(
      "reviews-by-area", [.care, .reviews, .described],
      "reviews complete within the period, by the child's area of the authority on its last day"
    ) { facts, _ in
      let known = Descriptions(facts)
      let areas = Dictionary(
        facts.periods.map { ($0.child, known.detail("area", of: $0)?.string) }
      ) { first, next in next ?? first }
      return sorted(
        "area", "reviews", facts.reviews.map { ((areas[$0.child] ?? nil) ?? "not-told", $0.review.text) })
    },
    Table(
      "deadlines-missed", [.deadlines],
      "deadlines within the period that were told as missed, by kind and whose they are"
    ) { facts, _ in
      crossed(
        "kind", ["statutory", "local"],
        facts.within("deadline-missed").map { ($0["kind"] ?? "", $0["clock"] ?? "statutory", $0.record) })
    },
    Table(
      "notices", [.care, .notices], "entries within the period, by working days until the service was told"
    ) { facts, _ in
      sorted(
        "working-days", "entries", ["up-to-5", "6-to-10", "11-to-20", "over-20"],
        facts.entered().map { period in
          let days = period.noticeWorkingDays ?? 0
          return (days <= 5 ? "up-to-5" : days <= 10 ? "6-to-10" : days <= 20 ? "11-to-20" : "over-20", period.id)
        })
    },
    Table(
      "allocations", [.care, .allocations],
      "entries within the period, by working days until the first allocation to an officer"
    ) { facts, _ in
      sorted(
        "working-days", "entries", ["up-to-5", "6-to-10", "over-10", "none"],
        facts.entered().map { period in
          guard let days = period.allocations.first?.workingDays else { return ("none", period.id) }
          return (days <= 5 ? "up-to-5" : days <= 10 ? "6-to-10" : "over-10", period.id)
        })
    },
  ]
}
