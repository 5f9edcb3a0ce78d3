import Contracts
import ReportingRules

extension PageContext {
  /// The whole page, as the template `report` sees it.
  var page: Seen {
    let scope = report.scope
    let wrapper = sections(form.wrapper ?? [], level: 2, above: "", isNumbered: false)
    let main = sections(form.sections, level: 2, above: "", isNumbered: form.isNumbered)
    let contributed = contributions
    let definitions: Seen = [
      "id": id("definitions"), "rows": definitionRows, "rounding": roundingWords,
      "caution": report.caution ?? false as Any,
    ]
    let proof: Seen = [
      "id": id("certificates"), "rows": certificateRows, "roots": rootRows,
      "knownOn": Written.time(scope.knownOn), "authority": named["authority"] ?? "", "period": named["period"] ?? "",
    ]
    let signed = report.signatures?.contains { $0.side == "report" } ?? false
    return [
      "title": plain(form.title), "service": form.service, "to": form.to, "by": form.by,
      "accent": PageContext.colour(form.accent),
      "running": PageContext.inStyle("\(named["authority"] ?? ""): \(plain(form.title))"),
      "runningPeriod": PageContext.inStyle(named["period"] ?? ""), "authority": named["authority"] ?? "",
      "period": named["period"] ?? "",
      "knownOn": Written.time(scope.knownOn), "isDraft": !signed,
      "moved": moved.isEmpty
        ? false as Any
        : ["rows": moved.map { ["figure": plain($0.figure), "then": $0.then, "now": $0.now] as Seen }] as Seen,
      "unwritten": unwritten.isEmpty
        ? false as Any
        : [
          "count": Counted.words(
            unwritten.count, "part of the text is still to be written", "parts of the text are still to be written"),
          "slots": Written.list(unwritten.map(Written.title)),
        ] as Seen,
      "wrapper": wrapper, "hasWrapper": !wrapper.isEmpty, "sections": main, "contents": contents(main),
      "contributions": contributed.isEmpty ? false as Any : ["rows": contributed] as Seen,
      "definitions": definitions, "proof": proof,
    ]
  }

  /// A text as it may stand in quotation marks within a style sheet.
  private static func inStyle(_ text: String) -> String { text.filter { !"\"\\<>\n\r".contains($0) } }

  /// A colour of six hex digits; black for anything else, as it stands in a style sheet as it is.
  private static func colour(_ text: String) -> String {
    text.first == "#" && text.count == 7 && text.dropFirst().allSatisfy(\.isHexDigit) ? text : "#000000"
  }

  private func contents(_ sections: [Seen]) -> [Seen] {
    sections.map { ["target": $0["id"] ?? "", "words": $0["title"] ?? "", "place": $0["number"] ?? ""] }
  }

  private func sections(_ sections: [Form.Section], level: Int, above: String, isNumbered: Bool) -> [Seen] {
    sections.enumerated().map { place, section in
      let number = isNumbered ? "\(above)\(place + 1)" : ""
      let title = plain(section.heading)
      let id = self.id(title)
      let blocks = (section.blocks ?? []).map(block)
      return [
        "id": id, "title": title, "number": number.isEmpty ? false as Any : number, "level": level, "blocks": blocks,
        "subsections": self.sections(
          section.sections ?? [], level: level + 1, above: number.isEmpty ? "" : "\(number).", isNumbered: isNumbered),
      ]
    }
  }

  /// A block as its template sees it: its kind and what is in it; every other kind is false, so that no block of
  /// another level shines through.
  private func block(_ block: Form.Block) -> Seen {
    var seen = Seen.block
    if let text = block.text {
      let hidden = "Counts are left out here, as so few children could be recognised by them."
      let otherwise = quotesHidden(text) ? hidden : block.otherwise ?? text
      let said = rich(quotesOnlyRecorded(text) ? text : otherwise)
      seen["html"] = said.isEmpty ? "" : "<p>\(said)</p>"
    } else if let points = block.points {
      seen["html"] = "<ul>\(points.map { "<li>\(rich($0))</li>" }.joined())</ul>"
    } else if let slot = block.narrative {
      let written = report.narratives.filter { $0.slot.text == slot }
      if written.isEmpty {
        unwritten.append(slot)
        seen["toWrite"] = ["prompt": plain(block.prompt ?? Written.title(slot))] as Seen
      } else {
        seen["written"] = ["rows": written.map(narrative)] as Seen
      }
    } else if let names = block.figures {
      seen["figureTable"] = figureTable(names, caption: block.caption ?? "Figures")
    } else if let highlights = block.highlights {
      seen["highlights"] = ["rows": highlights.compactMap(highlight)] as Seen
    } else if let name = block.table {
      seen["table"] = table(name, block)
    } else if let evidence = block.evidence {
      seen["figureTable"] = evidenceTable(evidence, caption: block.caption ?? "Evidence")
    } else if let columns = block.columns {
      seen["columns"] = slots(columns, caption: block.caption ?? "Reflection")
    } else if let part = block.part {
      show(part, block, in: &seen)
    }
    return seen
  }

  // MARK: Narratives

  private func narrative(_ narrative: Narrative) -> Seen {
    ["html": paragraphs(narrative.text), "signed": signed(narrative) as Any? ?? false]
  }

  /// Who wrote a narrative, and when; nil where neither is told.
  private func signed(_ narrative: Narrative) -> String? {
    let who = narrative.by.map { "\(Written.title($0.role.text)) \($0.id)" }
    let when = narrative.on.map { Written.date($0) }
    let parts = [who, when].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private func slots(_ columns: [Form.Slot], caption: String) -> Seen {
    let texts = columns.map { column in
      report.narratives.filter { $0.slot.text == column.slot }.map { paragraphs($0.text) }.joined()
    }
    for (column, text) in zip(columns, texts) where text.isEmpty { unwritten.append(column.slot) }
    return [
      "caption": caption, "heads": columns.map { ["words": $0.heading] as Seen },
      "cells": texts.map { ["html": $0.isEmpty ? "<p class=\"none\">Nothing has been written yet.</p>" : $0] as Seen },
    ]
  }

  /// What people wrote for no place of the form.
  private var contributions: [Seen] {
    let slots = Set(form.slots)
    return report.narratives.filter { !slots.contains($0.slot.text) }.map { narrative in
      [
        "heading": Written.title(narrative.slot.text), "html": paragraphs(narrative.text),
        "signed": signed(narrative) as Any? ?? false,
      ]
    }
  }

  // MARK: The report's own parts

  private func show(_ part: Form.Part, _ block: Form.Block, in seen: inout Seen) {
    switch part {
    case .actions: seen["actions"] = rows(report.actions?.map(PageContext.row), block.caption ?? "Action plan")
    case .risks: seen["risks"] = rows(report.risks?.map(PageContext.row), block.caption ?? "Risks")
    case .residuals: seen["residuals"] = rows(report.residuals?.map(PageContext.row), "What does not add up")
    case .impacts: seen["impacts"] = rows(report.impacts?.map(PageContext.row), "Examples of impact")
    case .targets: seen["targets"] = rows(report.targets?.compactMap(target), block.caption ?? "Targets")
    case .signatures: seen["signatures"] = rows(form.sides.map(signature), "Signatures")
    case .verification:
      let sides = form.sides.filter { $0.side == block.side }.map(signature)
      seen["verification"] = ["rows": sides] as Seen
    case .contributions: seen["contributed"] = rows(contributors, "Contributions to this report")
    }
  }

  /// A table of rows: told that nothing is recorded where there is none, and that nobody counts it where it is nil.
  private func rows(_ rows: [Seen]?, _ caption: String) -> Seen {
    let isAny = !(rows ?? []).isEmpty
    return [
      "caption": plain(caption), "rows": rows ?? [], "isAny": isAny, "isNone": rows != nil && !isAny,
      "isUncounted": rows == nil,
    ]
  }

  private static func row(_ action: AnnualReport.Action) -> Seen {
    [
      "priority": action.priority, "area": action.area, "outcome": action.outcome, "lead": action.lead,
      "due": Written.date(action.due) ?? action.due, "progress": action.progress,
    ]
  }

  private static func row(_ risk: AnnualReport.Risk) -> Seen {
    [
      "risk": risk.risk, "owner": risk.owner, "mitigation": risk.mitigation, "likelihood": risk.likelihood,
      "impact": risk.impact,
    ]
  }

  private static func row(_ residual: AnnualReport.Residual) -> Seen {
    [
      "words": residual.words, "records": residual.records.joined(separator: ", "),
      "answer": residual.answer ?? "Not explained yet",
    ]
  }

  private static func row(_ impact: AnnualReport.Impact) -> Seen {
    ["category": Written.title(impact.category), "words": impact.words]
  }

  private func target(_ target: AnnualReport.Target) -> Seen? {
    guard let figure = figure(target.figure) else { return nil }
    return [
      "figure": plain(words.figure(target.figure)), "of": target.of, "target": target.value,
      "actual": said(figure),
    ]
  }

  private func signature(_ side: Form.Side) -> Seen {
    let signature = report.signatures?.last { $0.side == side.side }
    return [
      "words": side.words, "role": side.by, "isSigned": signature != nil, "who": signature?.by ?? "",
      "on": signature.map { Written.date($0.on) } ?? "",
    ]
  }

  private var contributors: [Seen] {
    let signed = report.narratives.compactMap { narrative in
      self.signed(narrative).map { (by: $0, slot: Written.title(narrative.slot.text)) }
    }
    var people: [String] = []
    for one in signed where !people.contains(one.by) { people.append(one.by) }
    return people.map { person in
      ["signed": person, "slots": signed.filter { $0.by == person }.map(\.slot).joined(separator: ", ")]
    }
  }

  // MARK: Annexes

  private var definitionRows: [Seen] {
    certificates.map { one in
      ["title": one.title, "name": one.name, "definition": one.definition, "version": one.version]
    }
  }

  private var certificateRows: [Seen] {
    certificates.enumerated().map { place, one in
      [
        "place": place + 1, "title": one.title, "name": one.name, "version": one.version, "value": one.value,
        "seal": one.certificate.seal, "certificate": one.certificate.text,
      ]
    }
  }

  private var rootRows: [Seen] {
    report.scope.cutoffs.map { cutoff in
      [
        "feed": Written.title(cutoff.service.rawValue), "epoch": cutoff.epoch, "sequence": cutoff.sequence.text,
        "root": report.roots[cutoff.service] ?? "ask verify of the service",
      ]
    }
  }
}
