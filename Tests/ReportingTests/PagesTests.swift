import Contracts
import Foundation
import ReportingPages
import ReportingReadModel
import ReportingRules
import Testing

@Suite struct PagesTests {
  /// Sections that each published report has, in its order, and what it calls the child.
  private static let forms: [(form: String, sections: [String], child: String, share: String)] = [
    (
      "westminster",
      [
        "1 Executive Summary", "2 The Legal Context and Purpose of the Independent Reviewing Service",
        "6 Timeliness of Looked After Child Reviews", "7 Participation in Looked After Child Reviews",
        "9 Dispute Resolution Protocol", "10 Care Planning", "16 Appendix 1: Action Plan",
      ], "Looked After Children", "99%"
    ),
    (
      "medway",
      [
        "Recommendations", "Budget and policy framework", "1 Background", "2 Advice and analysis", "3 Risk management",
        "4 Financial implications", "5 Legal implications", "6 Lead officer contact", "7 Background papers",
      ], "children in our care", "98.8%"
    ),
    (
      "thurrock",
      [
        "Executive Summary", "Recommendation", "Implications", "2 Reporting period",
        "7 Number of Child and Young Person in Care Reviews", "8 Profile of Children Looked After in Westminster",
        "9 Use of Special Guardianship Orders and Child Arrangement Orders",
      ], "Children Looked After", "99%"
    ),
    (
      "herefordshire",
      [
        "Classification", "Purpose", "Recommendation", "Alternative options", "Key considerations", "Community impact",
        "Environmental impact", "Equality duty", "Resource implications", "Legal implications", "Risk management",
        "Consultees", "Appendices", "Background papers",
      ], "Children Looked After", "98.8%"
    ),
    (
      "middlesbrough",
      [
        "Introduction and Purpose of the Annual Report", "Legal Context & Statutory Function of the IRO",
        "Team Structure", "IRO Caseloads & Performance", "Participation & Feedback", "Scrutiny and Challenge",
        "Priorities for the year to come",
      ], "looked after children", "98.8%"
    ),
  ]

  @Test(arguments: forms.indices)
  func `a report has the sections, the order and the words of its authority`(index: Int) throws {
    let form = PagesTests.forms[index]
    let html = try PageRoom.sample().page(of: form.form)
    let headings = PageRoom.texts(of: "h2", in: html)
    var rest = headings[...]
    for section in form.sections {
      let place = try #require(rest.firstIndex(of: section), "\(form.form) has no \(section) in its place: \(headings)")
      rest = rest[place...].dropFirst()
    }
    #expect(html.contains(form.child))
    #expect(html.contains(form.share) && html.contains("499 of 505"))
    for other in PagesTests.forms where other.child.lowercased() != form.child.lowercased() {
      #expect(!html.contains(other.child), "\(form.form) says \(other.child)")
    }
  }

  @Test func `the form is that of the adopted profile, unless another is asked for, and plain without either`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-01")
    let plain = try PageRoom(Room(feeds.told))
    #expect(try plain.part()["form"] == nil)
    #expect(try plain.page().contains("The manager of the service"))
    try feeds.tell(
      .scheduling, "policy-adopted", "policy", known: "2022-05-02T08:00:00Z",
      """
      {"name":"ours","profile":{"name":"ours","extends":"statutory","report":{"form":"thurrock"}},"from":"2022-05-02",\
      "hash":"\(String(repeating: "0", count: 64))"}
      """)
    let adopted = try PageRoom(Room(feeds.told))
    #expect(try adopted.part()["form"]?.string == "thurrock")
    #expect(try adopted.page().contains("Corporate Parenting Committee"))
    #expect(try adopted.part(#","form":"weekly""#)["form"]?.string == "weekly")
    #expect(throws: Refusal(.wrongParams, "unknown-form", at: "/form")) { try adopted.part(#","form":"unheard-of""#) }
  }

  @Test func `every form prints, and shows only figures and tables that are counted`() throws {
    let room = try PageRoom.sample()
    for form in try Pages(folders: [PageRoom.folder]).names {
      let html = try room.page(#","form":"\#(form)""#)
      #expect(!html.contains("does not count this table"), "\(form)")
      #expect(!html.contains("no figure is called"), "\(form)")
      #expect(!html.contains("{{"), "\(form)")
      for name in try PageRoom.figures(of: form) { #expect(Figure.named(name) != nil, "\(form): \(name)") }
    }
  }

  @Test func `a figure that a narrative quotes turns red when it has moved, and only then`() throws {
    let text =
      "{{figure:reviews-held=505}} held, {{figure:reviews-in-timescale-rate=98.8}} in time, "
      + "{{figure:disputes-raised=11}} raised, {{figure:nothing}}"
    let html = try PageRoom.sample().page(#","narratives":[{"slot":"summary","text":"\#(text)"}]"#)
    #expect(html.contains("<p>505 held, 98.8% in time, <mark class=\"moved\">12 <span>(moved: 11 when this was"))
    #expect(html.contains("Figures have moved since a narrative quoted them."))
    #expect(html.contains("Challenges raised: 11 when it was written, 12 now"))
    #expect(html.contains("no figure is called nothing"))
    let right = try PageRoom.sample().page(#","narratives":[{"slot":"summary","text":"{{figure:reviews-held=505}}"}]"#)
    #expect(!right.contains("class=\"moved\"") && !right.contains("have moved"))
  }

  @Test func `what nobody feeds is not recorded, and what is counted and nought is nought`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-01")
    try feeds.hold("R-1", of: "A", "2022-05-12", due: "2022-05-20")
    func row(_ title: String, _ html: String) throws -> [String] {
      let row = try #require(
        PageRoom.texts(of: "tr", in: html.replacing("</td>", with: "|</td>").replacing("</th>", with: "|</th>")).first {
          $0.contains(title + "|")
        }, "\(title)")
      return row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
    let silent = try PageRoom(Room(feeds.told)).page()
    #expect(try row("Children seen between two reviews", silent)[2] == "not recorded")
    #expect(try row("Records complete within 20 working days", silent)[1] == "not recorded")
    #expect(try row("Officer allocated within five working days", silent)[2] == "not recorded")
    #expect(try row("Referred to Cafcass", silent)[1] == "not recorded")
    #expect(try row("Reviews out of timescale", silent)[1] == "0")
    #expect(silent.contains("Challenges are not recorded here."))
    try feeds.raise("D-1", "2022-06-01")
    try feeds.act("visit-recorded", "A", "2022-05-10", included: nil)
    try feeds.record("R-1", of: "A", "2022-05-12", "2022-08-01", workingDays: 55)
    let fed = try PageRoom(Room(feeds.told)).page()
    #expect(try row("Children seen between two reviews", fed)[2] == "100.0%")
    #expect(try row("Records complete within 20 working days", fed)[1] == "0.0%")
    #expect(try row("Referred to Cafcass", fed)[1] == "0")
    #expect(
      fed.contains("1 challenge was raised") && !fed.contains("1 challenges")
        && !fed.contains("Challenges are not recorded here."))
  }

  @Test func `nothing that anybody wrote is markup`() throws {
    var feeds = Feeds()
    try feeds.hold("R-1", of: "A", "2022-05-12", due: "2022-05-10", lateReason: "<img src=x onerror=1> & 'so'")
    let text = #"<script>alert(1)</script> {{figure:<b>x</b>=<i>}} {{<u>}}\n\n- <li>\" onclick=1"#
    let html = try PageRoom(Room(feeds.told)).page(
      #","form":"weekly","narratives":[{"slot":"anything","text":"\#(text)"}]"#)
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.contains("&lt;img src=x onerror=1&gt; &amp; &#39;so&#39;"))
    for markup in ["<script", "<img", "<b>", "<i>", "<u>", "<li><li>"] { #expect(!html.contains(markup), "\(markup)") }
    #expect(html.contains("Other contributions"))
  }

  @Test func `a long page comes in parts of one printing, each within a reply`() throws {
    let room = try PageRoom.sample()
    let narrative = #"{"slot":"summary","text":"\#(String(repeating: "é\\\" ", count: 7_000))"}"#
    let asked = #","form":"plain","narratives":[\#(Array(repeating: narrative, count: 20).joined(separator: ","))]"#
    var html = ""
    var parts = 0
    var cursor: String?
    repeat {
      let part = try room.part(asked + (cursor.map { #","after":"\#($0)""# } ?? ""))
      #expect(part.line.count < Limits.reply - 1_024)
      html += try #require(part["html"]?.string)
      cursor = part["next"]?.string
      parts += 1
    } while cursor != nil
    #expect(parts > 1 && html.hasSuffix("</html>\n"))
    #expect(html.components(separatedBy: "é").count == 140_001)
    let first = try #require(try room.part(asked)["next"]?.string)
    let other = room.refusal(asked.replacing("plain", with: "medway") + #","after":"\#(first)""#)
    #expect(other == Refusal(.wrongParams, "report-has-changed", at: "/after"))
    #expect(room.refusal(#","after":"x.y""#) == Refusal(.wrongParams, [Fault("not-a-cursor", at: "/after")]))
  }

  @Test func `the last pages hold a certificate for every figure and table that was printed`() throws {
    let room = try PageRoom.sample()
    let html = try room.page(of: "westminster")
    let texts = PageRoom.texts(of: "code", in: html)
    #expect(texts.count > 40 && Set(texts).count == texts.count)
    for text in texts {
      let name = try #require(Authority("westminster"))
      let params = JSON.object([("authority", .string("westminster")), ("certificate", .string(text))])
      let told = try room.model.answer(
        Ask(authority: name, method: "explain", params: params, assigned: "test"), room.room.moment)
      #expect(told["hash"] != nil)
    }
    for place in 1...texts.count { #expect(html.contains("id=\"certificate-\(place)\"")) }
    #expect(html.contains("Up to where the records were counted"))
  }

  @Test func `an authority's own folder stands before ours, and a fault names its file`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "holdfast-forms-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "Forms"), withIntermediateDirectories: true)
    let weekly = PageRoom.root.appending(path: "Services/Reporting/Pages/Forms/weekly.json")
    let own = try String(contentsOf: weekly, encoding: .utf8).replacing("Weekly List", with: "Friday Note")
    try own.write(to: folder.appending(path: "Forms/weekly.json"), atomically: true, encoding: .utf8)
    let room = try PageRoom(SampleTests.year.get(), folders: [PageRoom.folder, folder.path])
    #expect(try room.page(#","form":"weekly""#).contains("Friday Note of the Independent Reviewing Service"))
    try "{".write(to: folder.appending(path: "Forms/mine.json"), atomically: true, encoding: .utf8)
    let fault = #expect(throws: FormsError.self) { try Pages(folders: [PageRoom.folder, folder.path]) }
    #expect(fault?.description.contains("Forms/mine.json") ?? false)
    #expect(throws: FormsError.self) { try Pages(folders: [folder.path]) }
  }
}

extension PageRoom {
  fileprivate func refusal(_ more: String) -> Refusal? {
    do throws(Refusal) {
      _ = try part(more)
      return nil
    } catch {
      return error
    }
  }
}
