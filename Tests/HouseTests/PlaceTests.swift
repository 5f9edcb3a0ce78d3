import Testing

struct PlaceTests {
  @Test func `the top holds what a newcomer needs and nothing else`() {
    // SwiftPM writes Package.resolved beside the package.
    let allowed: Set = [
      "Package.swift", "Package.resolved", "Services", "Shared", "Tests", "compose.yaml", "README.md",
    ]
    #expect(Set(SourceTree.names(in: ".")).subtracting(allowed).isEmpty)
    #expect(allowed.subtracting(["Package.resolved"]).isSubset(of: SourceTree.names(in: ".")))
  }

  @Test func `no file is an attic`() {
    let attics = [
      "util", "utils", "utilities", "helper", "helpers", "common", "manager", "extension", "extensions", "misc",
    ]
    for path in ["Shared", "Services", "Tests"].flatMap(SourceTree.paths) {
      guard let name = path.split(separator: "/").last?.split(separator: ".").first else { continue }
      let last = name.split { $0 == "+" || $0 == "-" || $0 == "_" }.last.map(String.init) ?? ""
      let isAttic = attics.contains { attic in
        last.lowercased() == attic || last.hasSuffix(attic.prefix(1).uppercased() + attic.dropFirst())
      }
      #expect(!isAttic, "\(path)")
    }
  }

  @Test(arguments: ["Scheduling", "Participation", "Disputes", "Reporting"])
  func `every room of rules has the same five doors`(service: String) {
    let files = SourceTree.names(in: "Services/\(service)/Rules")
    for door in ["State", "Decide", "React", "Answer", "Catalogue"] {
      #expect(files.contains("\(door).swift"), "\(service) has no \(door)")
    }
    #expect(SourceTree.names(in: "Services/\(service)").contains("main.swift"))
  }

  @Test func `the README's table of rooms names every room`() {
    let readme = SourceTree.text("README.md")
    let rooms = ["Services", "Shared"].flatMap { top in SourceTree.folders(in: top).map { "\(top)/\($0)" } }
    #expect(rooms.count >= 10)
    for room in rooms {
      let row = readme.split(separator: "\n").first { $0.hasPrefix("| `\(room)` | ") }
      #expect(row != nil, "README.md has no row | `\(room)` | …")
    }
  }

  // Benchmarks measure time and are no tests.
  @Test(arguments: SourceTree.swiftFiles("Tests").filter { !$0.path.hasPrefix("Tests/Benchmarks/") })
  func `no test sleeps`(file: SourceTree.File) {
    #expect(!file.code.contains("sleep("), "\(file.path)")
  }

  @Test func `no script of the tests sleeps`() {
    for path in SourceTree.paths(below: "Tests") where path.hasSuffix(".py") {
      #expect(!SourceTree.text(path).contains("sleep("), "\(path)")
    }
  }
}
