import Contracts
import Testing

// MARK: - The report as a page

/// A report as the desk answers it.
private struct Page {
  let html: String
  let form: String?

  /// The page of the year, as a whole.
  init(_ office: Office, _ more: String = "") throws {
    try office.settle()
    let answer = try office.ask(
      "annual-report", #"{"from":"2022-04-01","to":"2023-03-31","format":"html"\#(more)}"#, at: .reporting)
    html = try #require(answer["html"]?.string)
    form = answer["form"]?.string
    #expect(answer["next"] == nil)
  }

  /// The headings of a level, in order, without their numbers.
  func headings(_ level: Int) -> [String] {
    texts(of: "h\(level)", in: html).map { text in
      text.first?.isNumber ?? false ? String(text.drop { $0.isNumber || $0 == "." || $0 == " " }) : text
    }
  }

  /// The section under a heading, up to the next heading of its level or a higher one.
  func section(_ heading: String) throws -> Section {
    for level in 2...4 {
      guard
        let start = html.ranges(of: "<h\(level) ").first(where: { range in
          headings(level: level, from: range.lowerBound) == heading
        })
      else { continue }
      let rest = html[start.upperBound...]
      let end = (2...level).compactMap { rest.firstRange(of: "<h\($0) ")?.lowerBound }.min() ?? rest.endIndex
      return Section(html: String(rest[..<end]), page: self)
    }
    throw Missing(heading: heading)
  }

  private func headings(level: Int, from start: String.Index) -> String? {
    let text = texts(of: "h\(level)", in: String(html[start...].prefix(600))).first
    return text.map { $0.first?.isNumber ?? false ? String($0.drop { $0.isNumber || $0 == "." || $0 == " " }) : $0 }
  }

  struct Missing: Error {
    let heading: String
  }

  struct Section {
    let html: String
    let page: Page

    /// The rows of the table with this caption, each with its cells.
    func rows(_ caption: String) throws -> [[String]] {
      let tables = html.split(separator: "<table").dropFirst().map(String.init)
      let table = try #require(
        tables.first { page.texts(of: "caption", in: $0).first?.hasPrefix(caption) ?? false }, "\(caption)")
      let body = try #require(table.split(separator: "<tbody").last?.split(separator: "</table").first)
      return body.split(separator: "<tr").dropFirst().map { row in
        let ends = row.replacing("</td>", with: "|</td>").replacing("</th>", with: "|</th>")
        return (page.texts(of: "x", in: "<x\(ends)</x>").first ?? "").split(
          separator: "|", omittingEmptySubsequences: false
        ).dropLast().map(String.init)
      }
    }

    /// The section's words, without what is markup.
    var words: String { page.texts(of: "x", in: "<x>\(html)</x>").first ?? "" }
  }

  /// The text of the elements of a tag, without what is markup in them.
  func texts(of tag: String, in html: String) -> [String] {
    html.split(separator: "<\(tag)", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      guard let open = part.firstIndex(of: ">"), let close = part.firstRange(of: "</\(tag)>") else { return nil }
      return part[part.index(after: open)..<close.lowerBound].replacing(/<[^>]*>/, with: "")
        .replacing("&#39;", with: "'").replacing("&amp;", with: "&").trimmingPrefix(/\s*/).description
    }
  }
}

extension Row {
  static let reportingPages: [Row] = [
    Row("W39", of: .reporting) { id in
      let office = try Office("westminster", with: .reporting)
      try office.enter("C1", on: "2022-05-03")
      try office.command(
        "set-action",
        #"{"action":"A-1","priority":"Timeliness","area":"Reviews","outcome":"Heard in time","#
          + #""lead":"iro","timescale":"September 2023"}"#, at: .reporting)
      let texts = [
        ("working-well", "Few late notices"), ("worried-about", "Late plans"), ("need-to-do", "All on time"),
      ]
      let narratives = texts.map { #"{"slot":"\#($0.0)","text":"\#($0.1)"}"# }.joined(separator: ",")
      let page = try Page(office, #","narratives":[\#(narratives)]"#)
      let rows = try page.section("Annual Work Programme: Analysis").rows("What is working, what worries us")
      let cells = rows.map { $0.map { $0.filter { $0 != "\n" } } }
      try #require(cells == [["Few late notices", "Late plans", "All on time"]], "\(id): \(rows)")
      let plan = try page.section("Appendix 1: Action Plan").rows("Action plan for the year to come")
      try #require(
        plan == [["Timeliness", "Reviews", "Heard in time", "Iro", "September 2023", "Planned"]], "\(id): \(plan)")
    },
    Row("M1", of: .reporting) { id in
      let office = try Office("medway", with: .disputes, .reporting)
      try office.enter("C1", on: "2022-05-03")
      let gaps = [
        ("D-1", "stage-1", "health-assessments-late", "2022-06-01"),
        ("D-2", "stage-2", "no-local-placements", "2022-06-02"),
      ]
      for (dispute, stage, theme, day) in gaps {
        office.on(day)
        let what = #""kind":"themed","stage":"\#(stage)","children":[],"theme":"\#(theme)""#
        try office.command(
          "raise-dispute", #"{"dispute":"\#(dispute)",\#(what),"raisedOn":"\#(day)"}"#, at: .disputes)
      }
      office.on("2022-06-03")
      try office.command("resolve-dispute", #"{"dispute":"D-1","on":"2022-06-03","outcome":"upheld"}"#, at: .disputes)
      let page = try Page(office)
      let rows = try page.section("Dispute resolution notifications (DRNs)").rows("Gaps in services")
      try #require(
        rows == [
          ["D-1", "Health assessments late", "Stage 1", "Ended"], ["D-2", "No local placements", "Stage 2", "Open"],
        ], "\(id): \(rows)")
    },
    Row("M53", of: .reporting) { id in
      let office = try Office("medway", with: .reporting)
      try office.enter("C1", on: "2022-05-03")
      let page = try Page(office)
      let wrapper = [
        "Summary", "Recommendations", "Budget and policy framework", "Background", "Advice and analysis",
        "Risk management", "Financial implications", "Legal implications", "Lead officer contact", "Background papers",
      ]
      try #require(page.headings(2).filter(wrapper.contains) == wrapper, "\(id): \(page.headings(2))")
      try #require(try page.section("Recommendations").words.contains("asked to note"), "\(id)")
      try #require(page.html.contains("<dd>Children and Young People Overview and Scrutiny Committee</dd>"), "\(id)")
      for side in ["Financial implications", "Legal implications"] {
        try #require(try page.section(side).words.contains("Implications verified by:"), "\(id): \(side)")
      }
    },
    Row("W2", of: .reporting) { id in
      let office = try Office("westminster", with: .participation, .disputes, .reporting)
      try office.register("IRO-1")
      try office.enter("C1", on: "2022-05-03")
      office.on("2022-05-04")
      try office.command("allocate-officer", #"{"child":"C1","officer":"IRO-1","on":"2022-05-04"}"#)
      office.on("2022-05-10")
      try office.command("record-visit", #"{"child":"C1","on":"2022-05-10","officer":"IRO-1"}"#)
      let review = try office.hold("C1", on: "2022-05-20")
      try office.settle()
      try office.command("record-participation", #"{"review":"\#(review)","code":"PN1"}"#, at: .participation)
      let section = try Page(office).section(
        "The Legal Context and Purpose of the Independent Reviewing Service")
      let rows = try section.rows("How the duties of section 25B(1) of the Children Act 1989 were met")
      let duties = rows.filter { $0.count == 5 }.map { $0[0].prefix(20) }
      try #require(
        duties == ["Monitor the performa", "Participate in any r", "Ensure that any asce", "Perform any other fu"],
        "\(id): \(rows)")
      func value(_ evidence: String) -> String? { rows.first { $0.suffix(4).first == evidence }?.suffix(3).first }
      try #require(value("Children seen between two reviews") == "100%", "\(id): \(rows)")
      try #require(value("Reviews in the statutory timescale") == "100%", "\(id): \(rows)")
      try #require(value("Contributed to the review (aged four and over)") == "100%", "\(id): \(rows)")
      try #require(value("Officer allocated within five working days") == "100%", "\(id): \(rows)")
      try #require(value("Monitoring tool complete before the review") == "not recorded", "\(id): \(rows)")
    },
    Row("W27", of: .reporting) { id in
      let office = try Office("westminster", with: .reporting)
      try office.enter("C1", on: "2022-05-03")
      let open = try Page(office).section("Legal update").words
      try #require(open.contains("To be written:") && open.contains("section 20"), "\(id): \(open)")
      let narrative = #"{"slot":"legal-update","text":"Section 20 agreements are informed and end in sight."}"#
      let written = try Page(office, #","narratives":[\#(narrative)]"#).section("Legal update").words
      try #require(written.contains("Section 20 agreements are informed"), "\(id): \(written)")
      try #require(!written.contains("To be written:"), "\(id): \(written)")
    },
    disparity("W36", "westminster"),
    Row("W43", of: .reporting) { id in
      let office = try Office("westminster", with: .reporting)
      try office.enter("C1", on: "2022-05-03")
      let page = try Page(office)
      let cover = page.texts(of: "dt", in: page.html).prefix(5)
      try #require(
        cover == ["Report of", "Report to", "Presented by", "Reporting period", "Counted as known on"],
        "\(id): \(cover)")
      try #require(page.html.contains("<dd>1 April 2022 to 31 March 2023</dd>"), "\(id)")
      try #require(page.html.contains("This report has not been signed off."), "\(id)")
      let signatures = try page.section("Sign-off").rows("Signatures").map { $0.prefix(2) }
      try #require(
        signatures == [
          ["The report as a whole", "Head of Safeguarding, Review and Quality Assurance"],
          ["Report originator", "Service Manager, Independent Reviewing Service"],
        ], "\(id): \(signatures)")
    },
    Row("T35", of: .reporting) { id in
      let office = try Office("thurrock", with: .reporting)
      try office.enter("C1", on: "2022-05-03")
      let page = try Page(office)
      for (side, role) in [
        ("Financial", "Strategic Lead, Finance"), ("Legal", "Deputy Head of Legal"),
        ("Diversity and Equality", "Team Manager, Community Development and Equalities"),
      ] {
        let words = try page.section(side).words
        try #require(words.contains("Implications verified by: \(role)"), "\(id): \(words)")
      }
      try #require(try page.section("Sign-off").rows("Signatures").count == 4, "\(id)")
    },
    Row("T39", of: .reporting) { id in
      let office = try Office("thurrock", with: .reporting)
      try office.enter("C1", on: "2022-05-03")
      let page = try Page(office)
      try #require(page.form == "thurrock", "\(id)")
      try #require(page.headings(2).contains("Profile of Children Looked After in Westminster"), "\(id)")
      try #require(
        try page.section("Numbers of Children in Care").words.contains("Children Looked After at the end"), "\(id)")
      for other in ["Looked After Children", "Looked After Child ", "looked after child", "in our care", "LAC"] {
        try #require(!page.html.contains(other), "\(id): \(other)")
      }
      try #require(
        try Page(office, #","form":"medway""#).html.contains("the year began with 0 children in our care"), "\(id)")
    },
    disparity("H12", "herefordshire"),
    Row("H13", of: .reporting) { id in
      let office = try Office("herefordshire", with: .reporting)
      try office.enter("C1", on: "2022-05-03")
      let wrapper = [
        "Classification", "Purpose", "Recommendation", "Alternative options", "Key considerations", "Community impact",
        "Environmental impact", "Equality duty", "Resource implications", "Legal implications", "Risk management",
        "Consultees", "Appendices", "Background papers",
      ]
      let headings = try Page(office).headings(2)
      try #require(Array(headings.drop { $0 != "Classification" }.prefix(14)) == wrapper, "\(id): \(headings)")
    },
    Row("B1", of: .reporting) { id in
      let office = try Office("middlesbrough", with: .reporting)
      try office.enter("C1", on: "2022-05-03")
      let narratives = [
        ("quality", "The tool helped.", "reviewing-officer", "IRO-1", "2023-06-01"),
        ("timeliness", "On time.", "reviewing-officer", "IRO-1", "2023-06-01"),
        ("participation", "Heard.", "reviewing-officer", "IRO-2", "2023-06-02"),
        ("bookings", "All rooms booked.", "business-support", "BS-1", "2023-06-03"),
      ].map { slot, text, role, who, on in
        #"{"slot":"\#(slot)","text":"\#(text)","by":{"role":"\#(role)","id":"\#(who)"},"on":"\#(on)"}"#
      }
      let page = try Page(office, #","narratives":[\#(narratives.joined(separator: ","))]"#)
      let rows = try page.section("Introduction and Purpose of the Annual Report").rows("Contributions to this report")
      try #require(
        rows == [
          ["Reviewing officer IRO-1, 1 June 2023", "Quality, Timeliness"],
          ["Reviewing officer IRO-2, 2 June 2023", "Participation"],
          ["Business support BS-1, 3 June 2023", "Bookings"],
        ], "\(id): \(rows)")
      let signed = try page.section("Timeliness of reviews").words
      try #require(signed.contains("Reviewing officer IRO-1, 1 June 2023"), "\(id): \(signed)")
      try #require(try page.section("Other contributions").words.contains("All rooms booked."), "\(id)")
    },
  ]

  /// Two children of two groups, one reviewed in time and heard, one late and not: the report sets them side by side.
  private static func disparity(_ id: String, _ profile: String) -> Row {
    Row(id, of: .reporting) { id in
      let office = try Office(profile, with: .participation, .reporting)
      try office.enter("C1", on: "2022-05-03", #"{"ethnicity":"WBRI"}"#)
      try office.enter("C2", on: "2022-05-03", #"{"ethnicity":"BAFR","sex":"M"}"#)
      let early = try office.hold("C1", on: "2022-05-20")
      let late = try office.hold("C2", on: "2022-07-20")
      try office.settle()
      try office.command("record-participation", #"{"review":"\#(early)","code":"PN1"}"#, at: .participation)
      try office.command("record-participation", #"{"review":"\#(late)","code":"PN7"}"#, at: .participation)
      let section = try Page(office).section("Equality: how groups compare")
      try #require(section.words.contains("Section 149 of the Equality Act 2010"), "\(id)")
      let groups = try section.rows("Outcomes by ethnic origin").map { $0.prefix(5) }
      try #require(
        groups == [
          ["White British (WBRI)", "1", "1", "100.00", "100.00"], ["African (BAFR)", "1", "1", "0.00", "0.00"],
        ], "\(id): \(groups)")
      let table = try office.ask(
        "table", #"{"name":"outcomes-by-sex","from":"2022-04-01","to":"2023-03-31"}"#, at: .reporting)
      try #require(table["rows"]?.array?.count == 3, "\(id): \(table.text)")
    }
  }
}
