/** The editors that chat apps are built with, each made a composer: Enter or the button sends what stands in it. */

import { registerPlainText } from '@lexical/plain-text';
import { ClassicEditor, Essentials, Paragraph } from 'ckeditor5';
import { Editor, EditorState } from 'draft-js';
import { $createParagraphNode, $getRoot, COMMAND_PRIORITY_HIGH, createEditor, KEY_ENTER_COMMAND } from 'lexical';
import { keymap } from 'prosemirror-keymap';
import { Schema } from 'prosemirror-model';
import { EditorState as ProseState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import Quill from 'quill';
import { createElement, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor as createSlate, Node as SlateNode, Transforms } from 'slate';
import { Editable, Slate, withReact } from 'slate-react';

/* Each takes the place for a composer and what is done with a message; gives the way to send what stands in it and to read it. */

/** Enter of an input method chooses a word: no chat sends at it. */
const sends = (event) => event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;

const plain =
  (tag) =>
  ({ place, send }) => {
    const box = place.appendChild(document.createElement(tag));
    box.className = 'editor';
    const submit = () => {
      send(box.value);
      box.value = '';
    };
    box.addEventListener('keydown', (event) => {
      if (!sends(event)) return;
      event.preventDefault();
      submit();
    });
    return { send: submit, text: () => box.value };
  };

const lexical = ({ place, send }) => {
  const box = place.appendChild(document.createElement('div'));
  box.className = 'editor';
  box.contentEditable = 'true';
  const editor = createEditor({
    namespace: 'chat',
    onError: (error) => {
      throw error;
    },
  });
  editor.setRootElement(box);
  registerPlainText(editor);
  const text = () => editor.getEditorState().read(() => $getRoot().getTextContent());
  const submit = () => {
    send(text());
    editor.update(() => $getRoot().clear().append($createParagraphNode()));
  };
  editor.registerCommand(
    KEY_ENTER_COMMAND,
    (event) => {
      event?.preventDefault();
      submit();
      return true;
    },
    COMMAND_PRIORITY_HIGH,
  );
  return { send: submit, text };
};

const slate = ({ place, send }) => {
  const editor = withReact(createSlate());
  const text = () => editor.children.map((node) => SlateNode.string(node)).join('\n');
  const submit = () => {
    send(text());
    Transforms.delete(editor, {
      at: { anchor: { path: [0, 0], offset: 0 }, focus: { path: [0, 0], offset: text().length } },
    });
  };
  // biome-ignore lint/correctness/noComponentHookFactories: each page draws one, once
  const Box = () => {
    const value = useMemo(() => [{ children: [{ text: '' }] }], []);
    return createElement(
      Slate,
      { editor, initialValue: value },
      createElement(Editable, {
        className: 'editor',
        onKeyDown: (event) => {
          if (!sends(event.nativeEvent)) return;
          event.preventDefault();
          submit();
        },
      }),
    );
  };
  createRoot(place).render(createElement(Box));
  return { send: submit, text };
};

const draft = ({ place, send }) => {
  let state = EditorState.createEmpty();
  let set = () => {};
  const text = () => state.getCurrentContent().getPlainText();
  const submit = () => {
    send(text());
    set(EditorState.moveFocusToEnd(EditorState.createEmpty()));
  };
  // biome-ignore lint/correctness/noComponentHookFactories: each page draws one, once
  const Box = () => {
    const [shown, show] = useState(state);
    set = (next) => {
      state = next;
      show(next);
    };
    return createElement(Editor, {
      editorState: shown,
      onChange: set,
      handleReturn: () => {
        submit();
        return 'handled';
      },
    });
  };
  createRoot(place).render(createElement(Box));
  return { send: submit, text };
};

const quill = ({ place, send }) => {
  const box = place.appendChild(document.createElement('div'));
  const editor = new Quill(box, {
    modules: {
      toolbar: false,
      keyboard: {
        bindings: {
          send: {
            key: 'Enter',
            handler: () => {
              submit();
              return false;
            },
          },
        },
      },
    },
  });
  const text = () => editor.getText().trim();
  const submit = () => {
    send(text());
    editor.setText('');
  };
  return { send: submit, text };
};

const prosemirror = ({ place, send }) => {
  const schema = new Schema({
    nodes: {
      doc: { content: 'paragraph+' },
      paragraph: { content: 'text*', toDOM: () => ['p', 0], parseDOM: [{ tag: 'p' }] },
      text: {},
    },
  });
  const text = () => view.state.doc.textContent;
  const submit = () => {
    send(text());
    view.dispatch(view.state.tr.delete(0, view.state.doc.content.size));
  };
  const enter = () => {
    submit();
    return true;
  };
  const view = new EditorView(place, {
    state: ProseState.create({
      schema,
      plugins: [
        keymap({
          Enter: enter,
        }),
      ],
    }),
  });
  return { send: submit, text };
};

const ckeditor = async ({ place, send }) => {
  const box = place.appendChild(document.createElement('div'));
  const editor = await ClassicEditor.create(box, { licenseKey: 'GPL', plugins: [Essentials, Paragraph] });
  const text = () =>
    editor
      .getData()
      .replace(/<[^>]*>/g, '')
      .replace(/&nbsp;/g, ' ');
  const submit = () => {
    send(text());
    editor.setData('');
  };
  editor.editing.view.document.on(
    'enter',
    (event, data) => {
      data.preventDefault();
      event.stop();
      submit();
    },
    { priority: 'high' },
  );
  return { send: submit, text };
};

const inShadow = (chat) => {
  const host = chat.place.appendChild(document.createElement('chat-box'));
  const root = host.attachShadow({ mode: 'open' });
  return plain('textarea')({ ...chat, place: root.appendChild(document.createElement('div')) });
};

const EDITORS = {
  input: plain('input'),
  textarea: plain('textarea'),
  shadow: inShadow,
  lexical,
  slate,
  draft,
  quill,
  prosemirror,
  ckeditor,
};

const name = new URLSearchParams(location.search).get('editor') ?? '';
const place = document.querySelector('#composer');
const make = EDITORS[name];
if (place === null || make === undefined) throw new Error(`no editor "${name}"`);
const sent = [];
/** Each Enter that has come as far as the page. */
const enters = [];
/** When the last key was pressed, and ms from a key to its sending. */
let pressed = 0;
const waits = [];
const onKey = ({ key, isComposing, timeStamp }) => {
  pressed = timeStamp;
  if (key === 'Enter') enters.push({ isComposing });
};
document.addEventListener('keydown', onKey, true);
const send = (text) => {
  if (text === '') return;
  sent.push(text);
  waits.push(performance.now() - pressed);
};
const made = await make({ place, send });
document.querySelector('#go')?.addEventListener('click', () => made.send());
Object.assign(window, { sent, enters, waits, draftText: () => made.text(), ready: true });
