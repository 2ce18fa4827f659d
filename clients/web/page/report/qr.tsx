// A code to scan, drawn as one path: no picture is made, nothing is fetched.
import qrcode from 'qrcode-generator';

const quiet = 4; // Modules of white around it, as the standard asks.

interface QrProps {
  readonly text: string; // Digits, capitals and hyphens.
  readonly label: string;
}

export function Qr({ text, label }: QrProps) {
  const code = qrcode(0, 'M');
  code.addData(text, 'Alphanumeric');
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * quiet;
  let path = '';
  for (let row = 0; row < count; ++row) {
    for (let column = 0; column < count; ++column) {
      if (code.isDark(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`;
    }
  }
  return (
    <svg class="vn-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} fill="#000000" shape-rendering="crispEdges" />
    </svg>
  );
}
