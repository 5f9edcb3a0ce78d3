import Foundation
import Testing
import Wire

@Suite struct AskingTests {
  @Test(arguments: ["tcp://127.0.0.1:*", "ipc", "inproc://desk"])
  func `a REQ asks and a ROUTER answers with the frames it got`(place: String) throws {
    let folder = try Folder()
    let room = try Room()
    let (desk, endpoint) = try room.bound(.router, at: place == "ipc" ? "ipc://" + folder.path("desk") : place)
    let asker = try room.connected(.request, to: endpoint)
    try room.send([bytes("question")], on: asker)
    let question = try room.receive(desk)
    #expect(question.frames.count == 3)
    #expect(Array(question.frames.dropFirst()) == [[], bytes("question")])
    #expect(question.userID == "")
    #expect(try desk.send([question.frames[0], [], bytes("answer")]) == .sent)
    #expect(try room.receive(asker).frames == [bytes("answer")])
  }

  @Test(arguments: [true, false])
  func `a DEALER has many questions outstanding, in order`(delimited: Bool) throws {
    let room = try Room()
    let (desk, endpoint) = try room.bound(.router)
    let asker = try room.connected(.dealer, to: endpoint)
    let questions = (0..<500).map { bytes("question \($0)") }
    for question in questions { try room.send(delimited ? [[], question] : [question], on: asker) }
    for question in questions {
      let asked = try room.receive(desk)
      // A routing id that a server made is 5 bytes, the first of them 0.
      #expect(asked.frames[0].count == 5)
      #expect(asked.frames[0][0] == 0)
      #expect(Array(asked.frames.dropFirst()) == (delimited ? [[], question] : [question]))
      #expect(try desk.send(asked.frames) == .sent)
    }
    for question in questions { #expect(try room.receive(asker).frames.last == question) }
  }

  @Test func `a REQ that asks twice is out of turn`() throws {
    let room = try Room()
    let (_, endpoint) = try room.bound(.router)
    let asker = try room.connected(.request, to: endpoint)
    #expect(throws: WireError(.outOfTurn, "receive", "request")) { try asker.receive() }
    try room.send([bytes("one")], on: asker)
    #expect(throws: WireError(.outOfTurn, "send", "request")) { try asker.send([bytes("two")]) }
  }

  @Test func `a DEALER takes nothing while nobody is there`() throws {
    let room = try Room()
    let (desk, endpoint) = try room.bound(.router)
    desk.close()
    let asker = try room.connected(.dealer, to: endpoint)
    #expect(try asker.send([bytes("question")]) == .wouldBlock)
    #expect(try asker.receive() == nil)
  }

  @Test func `an address in use is said, with the endpoint`() throws {
    let room = try Room()
    let (_, endpoint) = try room.bound(.router)
    let second = try room.socket(.router)
    #expect(throws: WireError(.addressInUse, "bind", endpoint.description)) { try second.bind(endpoint) }
    #expect(WireError(.addressInUse, "bind", "tcp://*:1").description == "bind tcp://*:1: address in use")
  }

  @Test func `after unbind the address is free for another`() throws {
    let room = try Room()
    let (first, endpoint) = try room.bound(.router)
    #expect(try first.lastEndpoint == endpoint)
    #expect(endpoint.port != nil)
    try first.unbind(endpoint)
    let second = try room.socket(.router)
    try room.turn(on: [], "the free address") {
      do throws(WireError) {
        try second.bind(endpoint)
        return true
      } catch {
        guard error.code == .addressInUse else { throw error }
        return false
      }
    }
    let asker = try room.connected(.dealer, to: endpoint)
    try room.send([bytes("question")], on: asker)
    #expect(try room.receive(second).frames.last == bytes("question"))
  }

  @Test func `what was bound at every address is unbound by the name it was bound by`() throws {
    let room = try Room()
    let keys = try KeyPair.generate()
    let everywhere = try Endpoint("tcp://*:*")
    let desk = try room.socket(.router, .server(keys, domain: "desk"))
    let endpoint = try desk.bind(everywhere)
    #expect(!endpoint.isLoopback)
    try desk.unbind(everywhere)
    #expect(throws: WireError(.missing, "unbind", endpoint.description)) { try desk.unbind(endpoint) }
  }

  @Test func `after disconnect there is nobody to send to`() throws {
    let room = try Room()
    let (desk, endpoint) = try room.bound(.router)
    let asker = try room.connected(.dealer, to: endpoint)
    try room.send([bytes("question")], on: asker)
    _ = try room.receive(desk)
    try asker.disconnect(endpoint)
    try room.turn(on: [], "an empty socket") { try asker.send([bytes("late")]) == .wouldBlock }
  }

  @Test func `nobody connects to every address, nor to a port that is not chosen`() throws {
    let room = try Room()
    let asker = try room.socket(.dealer)
    for text in ["tcp://*:7100", "tcp://0.0.0.0:7100", "tcp://127.0.0.1:*"] {
      #expect(throws: WireError(.invalidEndpoint, "connect", text)) { try asker.connect(try Endpoint(text)) }
    }
  }

  @Test func `a plain socket never leaves the machine`() throws {
    let room = try Room()
    let desk = try room.socket(.router)
    let asker = try room.socket(.dealer)
    #expect(throws: WireError(.insecure, "bind", "tcp://*:*")) { try desk.bind(try Endpoint("tcp://*:*")) }
    #expect(throws: WireError(.insecure, "connect", "tcp://10.0.0.7:7100")) {
      try asker.connect(try Endpoint("tcp://10.0.0.7:7100"))
    }
  }
}
