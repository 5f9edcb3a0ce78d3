import Contracts
import Foundation
import ReportingPages
import Testing

/// The pages as an accessibility checker and as a browser see them. They are written where HOLDFAST_PAGES says, to be
/// looked at, or else to a folder that goes.
@Suite struct PrintTests {
  private let folder: URL
  private let isKept: Bool

  init() throws {
    let asked = ProcessInfo.processInfo.environment["HOLDFAST_PAGES"].flatMap { $0.isEmpty ? nil : $0 }
    isKept = asked != nil
    folder =
      asked.map { URL(filePath: $0) }
      ?? FileManager.default.temporaryDirectory.appending(path: "holdfast-pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func clear() { if !isKept { try? FileManager.default.removeItem(at: folder) } }

  private func written(_ form: String, _ html: String) throws -> String {
    let file = folder.appending(path: "\(form).html")
    try html.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  private static let browser = ["chromium", "chromium-browser", "google-chrome"].first { name in
    (try? PageRoom.run("which", [name]).status) == 0
  }

  @Test func `an accessibility checker finds nothing in any form of the sample year, written out or not`() throws {
    defer { clear() }
    let room = try PageRoom.sample()
    var files: [String] = []
    for form in try Pages(folders: [PageRoom.folder]).names {
      files.append(try written("\(form)-empty", try room.page(#","form":"\#(form)""#)))
      files.append(try written(form, try room.page(of: form)))
    }
    let moved = #","narratives":[{"slot":"summary","text":"{{figure:reviews-held=1}}"},{"slot":"more","text":"- One"}]"#
    files.append(try written("moved", try room.page(moved)))
    let checker = PageRoom.root.appending(path: "Tests/Pages/accessible.py").path
    let result = try PageRoom.run("python3", [checker] + files)
    #expect(result.status == 0 && result.text.isEmpty, "\(result.text)")
  }

  @Test func `the checker finds what is wrong`() throws {
    defer { clear() }
    let good = try PageRoom.sample().page(of: "weekly")
    let faults = [
      ("lang=\"en-GB\"", "", "does not say its language"), ("<h2 ", "<h5 ", "skips a level"),
      ("<caption", "<p", "has no caption"), ("scope=\"row\"", "", "header without scope"),
      ("#1b242c; font-family", "#a0a0a0; font-family", "has a contrast of"),
      ("id=\"main\"", "id=\"other\"", "names 'main'"),
      ("</table>", "", "is open"), ("<p>", "<p onclick=\"x\">", "runs script"),
    ]
    let checker = PageRoom.root.appending(path: "Tests/Pages/accessible.py").path
    for (text, other, finding) in faults {
      try #require(good.contains(text), "\(text)")
      let result = try PageRoom.run("python3", [checker, try written("wrong", good.replacing(text, with: other))])
      #expect(result.status == 1 && result.text.contains(finding), "\(text): \(result.text)")
    }
  }

  @Test(
    .enabled(if: browser != nil, "no chromium here: apt-get install chromium, to print the five reports"),
    arguments: PageRoom.five)
  func `a browser prints a report of some pages, with their numbers`(form: String) throws {
    defer { clear() }
    let browser = try #require(PrintTests.browser)
    let html = try written(form, try PageRoom.sample().page(of: form))
    let pdf = folder.appending(path: "\(form).pdf").path
    let profile = folder.appending(path: "browser-\(form)").path
    let printed = try PageRoom.run(
      browser,
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--user-data-dir=\(profile)",
        "--print-to-pdf=\(pdf)", "file://\(html)",
      ])
    try? FileManager.default.removeItem(atPath: profile)
    #expect(printed.status == 0)
    let bytes = try Data(contentsOf: URL(filePath: pdf))
    #expect(bytes.starts(with: Array("%PDF".utf8)) && bytes.count > 50_000)
    let pages = String(decoding: bytes, as: Unicode.ASCII.self).matches(of: /\/Type \/Page\b/).count
    #expect((10...40).contains(pages), "\(pages) pages")
    guard try PageRoom.run("which", ["pdftotext"]).status == 0 else { return }
    let text = try PageRoom.run("pdftotext", ["-layout", pdf, "-"]).text
    #expect(text.contains("Page 2 of \(pages)") && text.contains("Certificates of the figures and tables"))
  }
}
