import Contracts

/// The facts of a period, one row a fact: for a spreadsheet or Power BI.
///
/// Every row has the same columns; those that mean nothing for a fact are blank. Days are YYYY-MM-DD, which every such
/// program reads as dates.
struct TidyFacts {
  private let facts: Facts

  init(_ facts: Facts) { self.facts = facts }

  private struct Row {
    let fact: String
    let record: String
    var child = ""
    var on = ""
    var code = ""
    var number = ""
    var dueOn = ""
    var inTimescale = ""
    var detail = ""

    /// What a spreadsheet would take for a formula gets an apostrophe before it.
    var cells: [String] {
      [fact, record, child, on, code, number, dueOn, inTimescale, detail].map { CSV.text(.text($0)) }
    }
  }

  var file: ExportFile {
    let rows = care + reviews + others
    return ExportFile(
      "facts.csv", ["fact", "record", "child", "on", "code", "number", "dueOn", "inTimescale", "detail"],
      rows.map(\.cells))
  }

  /// Entries, changes and leavings within the period, and who was in care at its two ends.
  private var care: [Row] {
    var rows: [Row] = []
    for period in facts.periods {
      let child = period.child.text
      func row(_ fact: String, _ day: CivilDate, _ code: String, _ number: String = "", _ detail: String = "") {
        rows.append(
          Row(
            fact: fact, record: period.id, child: child, on: day.description, code: code, number: number,
            detail: detail))
      }
      if period.holds(facts.start) { row("in-care-at-start", facts.start, period.status(on: facts.start)?.code ?? "") }
      if facts.holds(period.enteredOn) {
        row("entered-care", period.enteredOn, period.categoryOfNeed.code, String(period.ageAtEntry))
      }
      for (index, change) in period.statuses.enumerated() where facts.holds(change.from) {
        row("legal-status", change.from, change.status.code, "", index == 0 ? "at-entry" : "changed")
      }
      for (index, placed) in period.placements.enumerated() where facts.holds(placed.from) {
        row(
          "placement", placed.from, placed.type.code, placed.distanceMiles.map { "\($0)" } ?? "",
          [placed.provider?.code, index == 0 ? "at-entry" : "changed"].compactMap { $0 }.joined(separator: " "))
      }
      for allocation in period.allocations where facts.holds(allocation.on) {
        row(
          "officer-allocated", allocation.on, allocation.officer.text, allocation.workingDays.map(String.init) ?? "",
          "working-days-from-entry")
      }
      if let days = period.noticeWorkingDays, facts.holds(period.enteredOn) {
        row("notified-late", period.enteredOn, "", String(days), "working-days-from-entry")
      }
      if let left = period.leftOn, facts.holds(left) { row("left-care", left, period.reason?.code ?? "") }
      if period.holds(facts.to) { row("in-care-at-end", facts.to, period.status(on: facts.to)?.code ?? "") }
    }
    return rows
  }

  private var reviews: [Row] {
    facts.reviews.map { review in
      Row(
        fact: "review-held", record: review.review.text, child: review.child.text, on: review.completedOn.description,
        code: review.code?.code ?? "", number: review.recordWorkingDays.map(String.init) ?? "",
        dueOn: review.dueOn?.description ?? "", inTimescale: yes(review.isInTimescale), detail: review.lateReason ?? "")
    }
      + facts.limits.filter { $0.heldOn == nil || $0.heldOn.map { $0 > facts.to } == true }.map { limit in
        Row(
          fact: "review-not-held", record: limit.review.text, child: limit.child.text, dueOn: limit.dueOn.description)
      }
  }

  private var others: [Row] {
    let last = Dictionary(facts.steps.map { ($0.dispute, $0.stage) }) { $1 }
    return facts.conferences.map { conference in
      Row(fact: "conference-held", record: conference.conference.text, inTimescale: yes(conference.isInTimescale))
    }
      + facts.disputes.map { dispute in
        Row(
          fact: "dispute-raised", record: dispute.dispute.text, code: (last[dispute.dispute] ?? dispute.stage).text,
          detail: "\(dispute.kind) \(dispute.theme)")
      } + facts.resolved.map { Row(fact: "dispute-resolved", record: $0.text) }
      + facts.referred.map { Row(fact: "dispute-referred-to-cafcass", record: $0.text) }
      + facts.officers.map { officer in
        Row(
          fact: "officer-in-post", record: officer.officer.text, on: facts.to.description,
          number: fteText(officer.fteTenThousandths))
      }
      + facts.answers.map { answer in
        Row(
          fact: "survey-answered", record: answer.id, code: answer.answer.text,
          detail: "\(answer.survey) \(answer.question)")
      }
  }

  private func yes(_ isSo: Bool?) -> String { isSo.map { $0 ? "yes" : "no" } ?? "" }
}
