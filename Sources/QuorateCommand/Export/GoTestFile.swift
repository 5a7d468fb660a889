/// The text of a Go test that takes an adapter along one run.
struct GoTestFile {
    let run: AdapterTestRun

    private var name: String { run.words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() }

    private var steps: String {
        run.steps.map { step in
            "\t{\(step.request.quotedForTests), \(step.state.quotedForTests), \(step.isRefused)},\n"
        }.joined()
    }

    var text: String {
        #"""
        // Written by `\#(run.program) export --for go`: \#(run.title).
        //
        // \#(AdapterTestRun.variable) names the command of the adapter, which has to take every step up to the one that is
        // marked as refused. Words of it that have spaces are in quotes. Name the package like the others of its folder.
        package adaptertest

        import (
        	"bufio"
        	"bytes"
        	"encoding/json"
        	"fmt"
        	"os"
        	"os/exec"
        	"sort"
        	"strings"
        	"testing"
        	"time"
        )

        var \#(lowerName)Steps = []struct {
        	request, state string
        	refused        bool
        }{
        \#(steps)}

        func Test\#(name)(t *testing.T) {
        	words := \#(lowerName)Words(os.Getenv("\#(AdapterTestRun.variable)"))
        	if len(words) == 0 {
        		t.Fatal("\#(AdapterTestRun.variable) does not name the command of the adapter")
        	}
        	command := exec.Command(words[0], words[1:]...)
        	command.Stderr = os.Stderr
        	input, _ := command.StdinPipe()
        	output, _ := command.StdoutPipe()
        	if err := command.Start(); err != nil {
        		t.Fatal(err)
        	}
        	watch := time.AfterFunc(time.Minute, func() { command.Process.Kill() })
        	defer func() { watch.Stop(); input.Close(); command.Process.Kill(); command.Wait() }()
        	lines, id := bufio.NewReader(output), 0
        	ask := func(request string) map[string]any {
        		id++
        		fmt.Fprintf(input, "{\"id\": %d, %s\n", id, request[1:])
        		line, err := lines.ReadBytes('\n')
        		if err != nil {
        			t.Fatal("no answer to ", request, ": ", err)
        		}
        		answer, err := \#(lowerName)Object(line)
        		if err != nil || answer["id"] != json.Number(fmt.Sprint(id)) || answer["error"] != nil {
        			t.Fatalf("to %s it answers %s", request, line)
        		}
        		return answer
        	}
        	observes, _ := ask(\#(run.greeting.quotedForTests))["observes"].([]any)
        	if len(observes) == 0 {
        		t.Fatal("the adapter observes nothing")
        	}
        	for _, step := range \#(lowerName)Steps {
        		answer := ask(step.request)
        		expected, _ := \#(lowerName)Object([]byte(step.state))
        		seen, _ := answer["state"].(map[string]any)
        		for _, name := range observes {
        			name := fmt.Sprint(name)
        			if expected[name] == nil {
        				t.Fatalf("%s is no variable of the spec", name)
        			}
        			if \#(lowerName)Text(seen[name]) != \#(lowerName)Text(expected[name]) {
        				t.Fatalf("after %s %s is %v, and not %v", step.request, name, seen[name], expected[name])
        			}
        		}
        		if strings.HasPrefix(step.request, "{\"op\": \"start\"") {
        			continue
        		}
        		messages, _ := answer["messages"].([]any)
        		switch did := answer["did"]; {
        		case did == nil:
        			t.Fatalf("to %s it answers without \"did\"", step.request)
        		case step.refused && (did == "refused" || did == "impossible" || did == "never"):
        		case did != "done":
        			t.Fatalf("%s is %v", step.request, did)
        		case step.refused && len(messages) > 0:
        			t.Fatalf("%s is to be refused, and sends messages", step.request)
        		case step.refused && len(observes) < len(expected):
        			t.Fatalf("that %s is refused cannot be told: it is done, and not all variables are observed", step.request)
        		}
        	}
        }

        // The words of a command, with what is in quotes together; none where quotes are open.
        func \#(lowerName)Words(command string) []string {
        	words, word, begun, quote := []string{}, "", false, rune(0)
        	for _, letter := range command + " " {
        		switch {
        		case letter == quote:
        			quote = 0
        		case quote == 0 && strings.ContainsRune("'\"", letter):
        			quote, begun = letter, true
        		case quote == 0 && strings.ContainsRune(" \t\n", letter):
        			if begun {
        				words = append(words, word)
        			}
        			word, begun = "", false
        		default:
        			word, begun = word+string(letter), true
        		}
        	}
        	if quote != 0 {
        		return nil
        	}
        	return words
        }

        // The object with its numbers as they are written.
        func \#(lowerName)Object(line []byte) (map[string]any, error) {
        	decoder := json.NewDecoder(bytes.NewReader(line))
        	decoder.UseNumber()
        	var object map[string]any
        	err := decoder.Decode(&object)
        	return object, err
        }

        // The value as JSON.
        func \#(lowerName)Text(value any) string {
        	text, err := json.Marshal(\#(lowerName)Value(value))
        	if err != nil {
        		return err.Error()
        	}
        	return string(text)
        }

        // The value with the elements of sets and maps in one order, and numbers as JSON has them.
        func \#(lowerName)Value(value any) any {
        	switch value := value.(type) {
        	case []any:
        		list := []any{}
        		for _, element := range value {
        			list = append(list, \#(lowerName)Value(element))
        		}
        		return list
        	case map[string]any:
        		if digits, ok := value["#bigint"]; ok {
        			return json.Number(fmt.Sprint(digits))
        		}
        		record := map[string]any{}
        		for key, field := range value {
        			record[key] = \#(lowerName)Value(field)
        			if list, ok := record[key].([]any); ok && (key == "#set" || key == "#map") {
        				sort.Slice(list, func(i, j int) bool {
        					return \#(lowerName)Text(list[i]) < \#(lowerName)Text(list[j])
        				})
        			}
        		}
        		return record
        	}
        	return value
        }

        """#
    }

    private var lowerName: String { name.prefix(1).lowercased() + name.dropFirst() }
}
