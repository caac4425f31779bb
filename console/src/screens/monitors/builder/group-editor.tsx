import { ToggleButton } from 'react-aria-components';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { useWords } from '../../../words/use-words.ts';
import { builderWords } from '../builder-words.ts';
import type { Point } from '../form/conditions.ts';
import { newData, newZone } from '../form/conditions.ts';
import { conditionsMost, type MonitorForm, withChanged, withCondition, withTree } from '../form/form.ts';
import { newTime } from '../form/times.ts';
import { type Group, group, type Leaf, leaf, type Node, namesIn, type Path, replaced } from '../form/tree.ts';
import { DataEditor } from './data-editor.tsx';
import { TimeEditor } from './time-editor.tsx';
import { ZoneEditor } from './zone-editor.tsx';

type Given = {
  form: MonitorForm;
  onChange(form: MonitorForm): void;
  /** Where its maps begin. */
  near: Point | undefined;
};

type At<Kind extends Node> = Given & { node: Kind; path: Path };

type Mode = 'all' | 'any' | 'notAll' | 'notAny';
const modeOf = ({ op, isNot }: Group): Mode =>
  op === 'all' ? (isNot ? 'notAll' : 'all') : isNot ? 'notAny' : 'any';

/** Several conditions, how they are combined, and buttons for more. */
export function GroupEditor({ node, path, ...given }: At<Group>) {
  const words = useWords(builderWords);
  const { form, onChange } = given;
  const isRoot = path.length === 0;
  const change = (next: (group: Group) => Group | undefined) =>
    onChange(
      withTree(
        form,
        replaced(form.tree, path, (one) => (one.kind === 'group' ? next(one) : one)),
      ),
    );
  const modes: { key: Mode; text: string }[] = [
    { key: 'all', text: words.all_ },
    { key: 'any', text: words.any },
    { key: 'notAll', text: words.none_ },
    { key: 'notAny', text: words.neither },
  ];
  return (
    <div className="group" data-root={isRoot || undefined}>
      {(node.members.length > 1 || !isRoot) && (
        <div className="group-head">
          <Select
            label={words.combine}
            isLabelHidden
            choices={modes}
            value={modeOf(node)}
            onChange={(mode) =>
              change((one) => ({
                ...one,
                op: mode === 'all' || mode === 'notAll' ? 'all' : 'any',
                isNot: mode === 'notAll' || mode === 'notAny',
              }))
            }
          />
          {!isRoot && (
            <Button look="quiet" onPress={() => change(() => undefined)}>
              {words.takeOut}
            </Button>
          )}
        </div>
      )}
      {node.members.map((member, index) => (
        <Member key={keyOf(member, index)} member={member} index={index} of={node} at={{ path, ...given }} />
      ))}
      <Adding node={node} path={path} {...given} />
    </div>
  );
}

/** A leaf keeps its editor while others come and go. */
const keyOf = (node: Node, index: number) => (node.kind === 'leaf' ? `leaf ${node.name}` : `group ${index}`);

function Member({
  member,
  index,
  of,
  at,
}: {
  member: Node;
  index: number;
  of: Group;
  at: Given & { path: Path };
}) {
  const words = useWords(builderWords);
  const path = [...at.path, index];
  return (
    <>
      {index > 0 && <p className="conjunction">{of.op === 'all' ? words.and : words.or}</p>}
      {member.kind === 'leaf' ? (
        <LeafEditor {...at} node={member} path={path} />
      ) : (
        <GroupEditor {...at} node={member} path={path} />
      )}
    </>
  );
}

function LeafEditor({ node, path, form, onChange, near }: At<Leaf>) {
  const words = useWords(builderWords);
  const index = form.conditions.findIndex(({ name }) => name === node.name);
  const of = form.conditions[index]?.of;
  const isFirst = isFirstOf(form.tree, path, node.name);
  const change = (next: (leaf: Node) => Node | undefined) =>
    onChange(withTree(form, replaced(form.tree, path, next)));
  const place = `triggerParam.triggers[${index}]`;
  return (
    <section className="condition" aria-label={words.condition(node.name)}>
      <header className="condition-head">
        <span className="condition-name">{node.name}</span>
        <h3>{of && { zone: words.place, time: words.time, data: words.data }[of.kind]}</h3>
        <ToggleButton
          className="toggle"
          isSelected={node.isNot}
          onChange={(isNot) => change((one) => ({ ...one, isNot }))}
        >
          {words.not}
        </ToggleButton>
        <Button look="quiet" onPress={() => change(() => undefined)}>
          {words.takeOut}
        </Button>
      </header>
      {!isFirst && <p className="hint">{words.again(node.name)}</p>}
      {isFirst && of?.kind === 'zone' && (
        <ZoneEditor
          form={of}
          path={place}
          near={near}
          onChange={(next) => onChange(withChanged(form, node.name, next))}
        />
      )}
      {isFirst && of?.kind === 'time' && (
        <TimeEditor
          form={of}
          path={place}
          onChange={(next) => onChange(withChanged(form, node.name, next))}
        />
      )}
      {isFirst && of?.kind === 'data' && (
        <DataEditor
          form={of}
          path={place}
          onChange={(next) => onChange(withChanged(form, node.name, next))}
        />
      )}
    </section>
  );
}

/** Of a condition that stands in several places the first is where it is edited. */
function isFirstOf(tree: Group, path: Path, name: string): boolean {
  let before = 0;
  let node: Node = tree;
  for (const index of path) {
    if (node.kind !== 'group') break;
    before += node.members
      .slice(0, index)
      .flatMap(namesIn)
      .filter((one) => one === name).length;
    const next: Node | undefined = node.members[index];
    if (!next) break;
    node = next;
  }
  return before === 0;
}

function Adding({ node, path, form, onChange }: At<Group>) {
  const words = useWords(builderWords);
  if (form.conditions.length >= conditionsMost) return <p className="hint">{words.most}</p>;
  const insert = (tree: Group, member: Node) =>
    replaced(tree, path, (one) =>
      one.kind === 'group' ? { ...one, members: [...one.members, member] } : one,
    );
  const add = (of: Parameters<typeof withCondition>[1]) =>
    onChange(withCondition(form, of, (tree, name) => insert(tree, leaf(name))));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className="actions actions-start">
      <Button onPress={() => add(newZone)}>{words.addPlace}</Button>
      <Button onPress={() => add(newTime(zone))}>{words.addTime}</Button>
      <Button onPress={() => add(newData('vehicle.energy.electric.level'))}>{words.addData}</Button>
      {path.length < 3 && node.members.length > 0 && (
        <Button
          look="quiet"
          onPress={() => {
            const inner = node.op === 'all' ? 'any' : 'all';
            onChange(
              withCondition(form, newData('vehicle.kinetic.speed'), (tree, name) =>
                insert(tree, group(inner, [leaf(name)])),
              ),
            );
          }}
        >
          {words.addGroup}
        </Button>
      )}
    </div>
  );
}
