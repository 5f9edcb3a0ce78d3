import Testing

struct LengthTests {
  private static let files = SourceTree.swiftFiles("Shared", "Services", "Tests")

  @Test(arguments: files)
  func `a file has at most 300 lines, a test 500, and a line 120 characters`(file: SourceTree.File) {
    let count = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
    #expect(count <= (file.path.hasPrefix("Tests/") ? 500 : 300), "\(file.path)")
    for (number, line) in file.lines.enumerated() where line.count > 120 {
      Issue.record("\(file.path):\(number + 1) has \(line.count) characters")
    }
  }

  @Test(arguments: files)
  func `a function has at most 70 lines`(file: SourceTree.File) {
    for function in SwiftText.functions(in: file.code) where function.length > 70 {
      Issue.record("\(file.path):\(function.line) has \(function.length) lines")
    }
  }

  @Test(arguments: files.filter { $0.name == "main.swift" })
  func `a main file is wiring: at most 40 lines`(file: SourceTree.File) {
    #expect(file.lines.count <= 41, "\(file.path)")
  }

  @Test func `functions are measured from their first line to their last brace`() {
    let code = SwiftText.code(
      of: #"""
        protocol P { func a(); init(x: Int) }
        struct S {
          init() {
          }
          func b(_ f: () -> Void) -> String {
            func inner() { }
            let x = "}" /* } */ // }
            return "\(x.map { "{\($0)" }) {"
          }
          subscript(i: Int) -> Int {
            get { 1 }
          }
          let c = S.init()
          init?(y: Int) { nil }
        }
        """#)
    #expect(
      SwiftText.functions(in: code) == [
        .init(line: 3, length: 2), .init(line: 6, length: 1), .init(line: 5, length: 5), .init(line: 10, length: 3),
        .init(line: 14, length: 1),
      ])
  }

  @Test func `comments and strings are no code`() {
    let text = ##"""
      a /* b /* c */ d */ e "f \(g + "h") i" j // k
      l #"m \(n) \#(o) "p"# q """
        r "s" \(t)
        """ u "\"v\\" w
      """##
    let words = SwiftText.code(of: text).split { !$0.isLetter }.map(String.init)
    #expect(words == ["a", "e", "g", "j", "l", "o", "q", "t", "u", "w"])
    #expect(SwiftText.code(of: text).count(where: { $0 == "\n" }) == text.count(where: { $0 == "\n" }))
  }
}
