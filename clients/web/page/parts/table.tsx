// A table that a narrow screen can scroll, and a keyboard too.
import type { ComponentChildren } from 'preact';

interface TableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ComponentChildren[])[];
}

export function Table({ caption, columns, rows }: TableProps) {
  return (
    <div class="utrecht-table-container" tabIndex={0} role="region" aria-label={caption}>
      <table class="utrecht-table">
        <caption class="utrecht-table__caption">{caption}</caption>
        <thead class="utrecht-table__header">
          <tr class="utrecht-table__row">
            {columns.map((column) => (
              <th class="utrecht-table__header-cell" scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="utrecht-table__body">
          {rows.map((row, i) => (
            <tr class="utrecht-table__row" key={i}>
              {row.map((cell, j) => (
                <td class="utrecht-table__cell" key={j}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
