public import Contracts
import FoundationEssentials
import Mustache
public import ReportingRules

/// Why the forms or templates of pages cannot be used: the file, and what is wrong with it.
public struct FormsError: Error, CustomStringConvertible, Sendable {
  /// The file or folder, and what is wrong with it.
  public let description: String

  init(_ file: String, _ words: String) { description = "\(file): \(words)" }
}

/// Reports as pages of HTML: forms and templates are files beside the program.
///
/// A folder holds `Templates/*.mustache` and `Forms/*.json`; `words.json` among the forms says what things are called.
public struct Pages: Sendable {
  private let library: MustacheLibrary
  let forms: [String: Form]
  /// What each form prints, by the form's name.
  let contents: [String: FormContents]
  private let words: Words

  /// Reads the folders in order; a file of a later one stands in place of an earlier one's of the same name.
  ///
  /// - Throws: a fault that names the file.
  public init(folders: [String]) throws(FormsError) {
    var library = MustacheLibrary()
    var forms: [String: Form] = [:]
    var words: Words?
    for folder in folders {
      for (name, bytes) in try Pages.files("\(folder)/Templates", ".mustache") {
        do {
          try library.register(String(decoding: bytes, as: UTF8.self), named: name)
        } catch {
          throw FormsError("\(folder)/Templates/\(name).mustache", "\(error)")
        }
      }
      for (name, bytes) in try Pages.files("\(folder)/Forms", ".json") {
        do {
          // A line feed is only space in a file of JSON.
          let json = try JSON.read(bytes.map { $0 == 0x0A ? 0x20 : $0 }, limit: Limits.reply)
          if name == "words" { words = try json.decode() } else { forms[name] = try json.decode() }
        } catch {
          throw FormsError("\(folder)/Forms/\(name).json", "\(error)")
        }
      }
    }
    guard let words, library.getTemplate(named: "report") != nil, forms["plain"] != nil else {
      throw FormsError(folders.joined(separator: ", "), "no words, no form `plain` or no template `report`")
    }
    self.library = library
    self.forms = forms
    contents = forms.mapValues(\.contents)
    self.words = words
  }

  /// The names of the forms, in order.
  public var names: [String] { forms.keys.sorted() }

  /// A report as one page of HTML that needs nothing else: no network, no script.
  ///
  /// - Throws: -32602 where the form is not known.
  public func html(_ report: AnnualReport) throws(Refusal) -> String {
    guard let form = forms[report.form?.text ?? "plain"] else {
      throw Refusal(.wrongParams, "unknown-form", at: "/form")
    }
    let page = PageContext(report, form, words).page
    guard let html = library.render(page, withTemplate: "report") else { throw Refusal(.internal, "cannot-print") }
    return html
  }

  private static func files(_ folder: String, _ ending: String) throws(FormsError) -> [(name: String, bytes: [UInt8])] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(ending) }.sorted()
      return try names.map { name in
        (String(name.dropLast(ending.count)), Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))))
      }
    } catch {
      throw FormsError(folder, "cannot be read")
    }
  }
}

extension Pages {
  /// The pages that this program prints: those beside it, and before them those of the folder that `HOLDFAST_TEMPLATES`
  /// names.
  public static let beside: Result<Pages, FormsError> = {
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let own = program.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/holdfast_ReportingPages.resources"
    let theirs = ProcessInfo.processInfo.environment["HOLDFAST_TEMPLATES"].map { [$0] } ?? []
    return Result { () throws(FormsError) in try Pages(folders: [own] + theirs) }
  }()

  /// A report as a page of HTML, printed by ``beside``.
  ///
  /// - Throws: -32602 where the form is not known, -32603 where forms or templates cannot be used.
  public static func printed(_ report: AnnualReport) throws(Refusal) -> String {
    switch beside {
    case .success(let pages): try pages.html(report)
    case .failure: throw Refusal(.internal, "cannot-print")
    }
  }
}
